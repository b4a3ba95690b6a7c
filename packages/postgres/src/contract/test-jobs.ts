import { expect, test } from 'vitest'
import type { NoticeJob } from '@latchkey/domain'
import { askReset, collect, enrol, newId, until } from './test-world.ts'
import type { Given } from './test-world.ts'

export function jobContract(given: () => Given): void {
  const waiting = async (enrolmentId: string) => {
    const { rows } = await given().db.engine.query(
      `select data from jobs.job where name = 'wake' and singleton_key = $1 and state = 'created'`,
      [enrolmentId],
    )
    return rows.map(({ data }) => data)
  }
  const notices = async (personId: string) => {
    const { rows } = await given().db.engine.query(
      `select data from jobs.job where name = 'notice' and data->>'personId' = $1`,
      [personId],
    )
    return rows.map(({ data }) => data)
  }

  test('what is rolled back leaves neither row nor job', async () => {
    const { db } = given()
    const { person, enrolment } = await enrol(db)
    const undone = db.transaction(async (stores) => {
      await stores.commit([
        { type: 'device-renamed', deviceId: enrolment.deviceId, name: 'Undone' },
        { type: 'wake', enrolmentId: enrolment.id },
        { type: 'notice', personId: person.id, notice: 'act-asked', requestId: null },
      ])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect([...(await waiting(enrolment.id)), ...(await notices(person.id))]).toEqual([])
  })

  test('what is due waits, by queue; what is planned for later does not', async () => {
    const { db } = given()
    const { person } = await enrol(db)
    const noticesDue = async () => (await db.waitingJobs()).find(({ queue }) => queue === 'notice')
    const before = (await noticesDue())?.waiting ?? 0
    await db.transaction((stores) =>
      stores.commit([{ type: 'notice', personId: person.id, notice: 'act-asked', requestId: null }]),
    )
    expect(await noticesDue()).toEqual({ queue: 'notice', waiting: before + 1, oldest: expect.any(Date) as unknown })
    await db.engine.query("update jobs.job set start_after = now() + interval '1 hour' where name = 'notice'")
    expect(await noticesDue()).toEqual({ queue: 'notice', waiting: 0, oldest: null })
  })

  test('one waiting wake for each enrolment, from its beginning; every notice is its own', async () => {
    const { db } = given()
    const { person, enrolment } = await enrol(db)
    const notice = { type: 'notice', personId: person.id, notice: 'act-asked', requestId: null } as const
    await db.transaction((stores) => stores.commit([{ type: 'wake', enrolmentId: enrolment.id }, notice]))
    await Promise.all(
      [1, 2, 3].map(() =>
        db.transaction((stores) => stores.commit([{ type: 'wake', enrolmentId: enrolment.id }, notice])),
      ),
    )
    expect(await waiting(enrolment.id)).toEqual([{ enrolmentId: enrolment.id, ring: 0 }])
    expect(await notices(person.id)).toHaveLength(4)
  })

  test('a device is rung again and again while something is unsent, and no longer', async () => {
    const { db } = given()
    const asked = await askReset(db)
    const idle = await enrol(db)
    const rung = collect<string>()
    await db.transaction((stores) =>
      stores.commit([idle, asked].map(({ enrolment }) => ({ type: 'wake', enrolmentId: enrolment.id }))),
    )
    await db.jobs.start({ wake: async ({ enrolmentId }) => rung.add(enrolmentId), notice: async () => undefined })
    await rung.until((all) => all.filter((id) => id === asked.enrolment.id).length === 2)
    await db.checkIns.handOver(asked.enrolment.id, { afterIdle: true })
    await until(async () => (await waiting(asked.enrolment.id)).length === 0)
    await db.jobs.stop()
    expect(rung.all).not.toContain(idle.enrolment.id)
  }, 20_000)

  test('a notice is handed to its handler as it was committed; when that throws, it is kept for another try', async () => {
    const { db } = given()
    const notice = { personId: newId(), notice: 'act-settled', requestId: newId() } as const
    const noticed = collect<NoticeJob>()
    await db.jobs.start({
      wake: async () => undefined,
      notice: async (job) => {
        noticed.add(job)
        throw new Error('no mail today')
      },
    })
    await db.transaction((stores) => stores.commit([{ type: 'notice', ...notice }]))
    await noticed.until((all) => all.some(({ personId }) => personId === notice.personId))
    await db.jobs.stop()
    expect(noticed.all).toContainEqual(notice)
    const { rows } = await db.engine.query(
      `select state::text, retry_limit, start_after > created_on as later from jobs.job where data->>'personId' = $1`,
      [notice.personId],
    )
    expect(rows).toEqual([{ state: 'retry', retry_limit: 32, later: true }])
  }, 20_000)

  test('jobs start once, and again after they have stopped', async () => {
    const { db } = given()
    const handlers = { wake: async () => undefined, notice: async () => undefined }
    await db.jobs.start(handlers)
    await expect(db.jobs.start(handlers)).rejects.toThrow('started already')
    await db.jobs.stop()
    await db.jobs.stop()
  })
}

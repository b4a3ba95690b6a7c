import { expect, test } from 'vitest'
import type { NoticeJob } from '@latchkey/domain'
import { askReset, enrol, newId, until } from './test-world.ts'
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
    const undone = db.transaction(async ({ commit }) => {
      await commit([
        { type: 'device-renamed', deviceId: enrolment.deviceId, name: 'Undone' },
        { type: 'wake', enrolmentId: enrolment.id },
        { type: 'notice', personId: person.id, notice: 'act-asked', requestId: null },
      ])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect([...(await waiting(enrolment.id)), ...(await notices(person.id))]).toEqual([])
  })

  test('one waiting wake for each enrolment, from its beginning; every notice is its own', async () => {
    const { db } = given()
    const { person, enrolment } = await enrol(db)
    const notice = { type: 'notice', personId: person.id, notice: 'act-asked', requestId: null } as const
    await db.transaction(({ commit }) => commit([{ type: 'wake', enrolmentId: enrolment.id }, notice]))
    await Promise.all(
      [1, 2, 3].map(() =>
        db.transaction(({ commit }) => commit([{ type: 'wake', enrolmentId: enrolment.id }, notice])),
      ),
    )
    expect(await waiting(enrolment.id)).toEqual([{ enrolmentId: enrolment.id, ring: 0 }])
    expect(await notices(person.id)).toHaveLength(4)
  })

  test('a device is rung again and again while something is unsent; a notice is tried again when it fails', async () => {
    const { db } = given()
    const asked = await askReset(db)
    const idle = await enrol(db)
    const rung: string[] = []
    const noticed: NoticeJob[] = []
    const notice = { personId: newId(), notice: 'act-settled', requestId: asked.request.id } as const
    await db.jobs.start({
      wake: async ({ enrolmentId }) => {
        rung.push(enrolmentId)
      },
      notice: async (job) => {
        if (job.personId === notice.personId) noticed.push(job)
      },
    })
    await db.transaction(({ commit }) =>
      commit([
        { type: 'wake', enrolmentId: asked.enrolment.id },
        { type: 'wake', enrolmentId: idle.enrolment.id },
        { type: 'notice', ...notice },
      ]),
    )
    await until(async () => rung.filter((id) => id === asked.enrolment.id).length >= 2)
    await until(async () => noticed.length > 0)
    await db.checkIns.handOver(asked.enrolment.id, { afterIdle: true })
    await until(async () => (await waiting(asked.enrolment.id)).length === 0)
    await db.jobs.stop()
    expect(noticed).toEqual([notice])
    expect(rung).not.toContain(idle.enrolment.id)
  })
}

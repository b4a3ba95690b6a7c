import { StaleError } from '@latchkey/domain'
import type { Stores } from '@latchkey/domain'
import { expect, test } from 'vitest'
import {
  addPerson,
  askReset,
  enrol,
  facts,
  hash,
  introduce,
  later,
  newId,
  push,
  read,
  sealedToken,
} from './test-world.ts'
import type { Given } from './test-world.ts'

const again = { topic: push.topic, facts }
const day = 24 * 60 * 60 * 1000

export function enrolmentContract(given: () => Given): void {
  const present = (enrolmentId: string) =>
    read(given().db, async ({ devices }) => (await devices.byEnrolment(enrolmentId))?.enrolment ?? null)
  const tokens = async (enrolmentId: string) => {
    const { rows } = await given().db.engine.query(
      'select sealed, set_aside_at is not null as aside from unlock_token where enrolment_id = $1 order by id',
      [enrolmentId],
    )
    return rows.map(({ sealed, aside }) => [
      sealed === null ? null : Buffer.from(sealed as Uint8Array).toString(),
      aside,
    ])
  }

  test('an invitation is good for its certificate, once, in its time', async () => {
    const { db, test: own } = given()
    const person = await addPerson(db)
    const certificateHash = hash()
    const find = () => read(db, ({ enrolments }) => enrolments.invitationFor(certificateHash))
    const invitation = await db.transaction(({ enrolments }) =>
      enrolments.invite({
        personId: person.id,
        ownership: 'corporate',
        channel: 'apple',
        certificateHash,
        signedInOnDevice: false,
        life: 30,
      }),
    )
    expect(await find()).toEqual(invitation)
    try {
      await own.shiftClock(31 * 60_000)
      expect(await find()).toBeNull()
    } finally {
      await own.shiftClock(0)
    }
    const introduction = {
      invitationId: invitation.id,
      personId: person.id,
      channel: 'apple',
      kind: 'device',
      channelId: 'udid',
      certificateHash,
      topic: push.topic,
      facts,
    } as const
    const enrolment = await db.transaction(({ enrolments }) => enrolments.introduce(introduction))
    expect(enrolment).toMatchObject({ generation: 1, state: 'waiting', signedInOnDevice: false, enrolledAt: null })
    expect(await find()).toBeNull()
    await expect(db.transaction(({ enrolments }) => enrolments.introduce(introduction))).rejects.toThrow(StaleError)
  })

  test('it is found by its certificate and by its channel id, the latter until it has ended', async () => {
    const { db } = given()
    const { enrolment, certificateHash, channelId, person } = await enrol(db)
    const find = () =>
      read(db, async ({ enrolments }) => [
        await enrolments.byCertificate(certificateHash),
        await enrolments.byChannelId('apple', channelId),
      ])
    const pinned = { id: enrolment.id, channelId, certificateHash, topic: push.topic, personId: person.id }
    expect(await find()).toMatchObject([pinned, pinned])
    await db.transaction(({ enrolments }) => enrolments.end(enrolment.id))
    expect(await find()).toMatchObject([{ ...pinned, state: 'ended', unlockTokenSince: null }, null])
  })

  test('the first TokenUpdate enrols it, later ones do not', async () => {
    const { db } = given()
    const { enrolment } = await introduce(db, await addPerson(db))
    const update = () => db.transaction(({ enrolments }) => enrolments.updatePush(enrolment.id, push, null))
    expect(await update()).toEqual({ firstTime: true })
    const enrolledAt = (await present(enrolment.id))?.enrolledAt
    expect(enrolledAt).toBeInstanceOf(Date)
    expect(await update()).toEqual({ firstTime: false })
    expect(await present(enrolment.id)).toMatchObject({ state: 'enrolled', enrolledAt, unlockTokenSince: null })
  })

  test('the unlock token: absent keeps it, the same keeps it, another replaces it and the one before stays one turn', async () => {
    const { db } = given()
    const { enrolment } = await enrol(db)
    const update = (name: string | null) =>
      db.transaction(({ enrolments }) =>
        enrolments.updatePush(enrolment.id, push, name === null ? null : sealedToken(name)),
      )
    const previous = () => read(db, ({ enrolments }) => enrolments.hasPreviousToken(enrolment.id))
    await update(null)
    await update('first')
    expect(await tokens(enrolment.id)).toEqual([['sealed first', false]])
    expect(await previous()).toBe(false)
    await update('second')
    expect(await tokens(enrolment.id)).toEqual([
      ['sealed first', true],
      ['sealed second', false],
    ])
    expect(await previous()).toBe(true)
    await update('third')
    expect(await tokens(enrolment.id)).toEqual([
      [null, true],
      ['sealed second', true],
      ['sealed third', false],
    ])
  })

  test('introduced again it is the next generation: waiting, its token set aside until the new one is there', async () => {
    const { db } = given()
    const { enrolment, certificateHash, channelId } = await enrol(db)
    const again = await db.transaction(({ enrolments }) =>
      enrolments.introduceAgain(enrolment.id, { topic: push.topic, facts: { ...facts, osVersion: '19.0' } }),
    )
    expect(again).toMatchObject({
      deviceId: enrolment.deviceId,
      generation: 2,
      state: 'waiting',
      unlockTokenSince: null,
    })
    expect(again.id).not.toBe(enrolment.id)
    expect(await tokens(enrolment.id)).toEqual([['sealed first', true]])
    expect(await read(db, ({ enrolments }) => enrolments.byCertificate(certificateHash))).toMatchObject({
      id: again.id,
    })
    expect(await read(db, ({ enrolments }) => enrolments.byChannelId('apple', channelId))).toMatchObject({
      id: again.id,
    })
    await db.transaction(({ enrolments }) => enrolments.updatePush(again.id, push, sealedToken('new')))
    expect(await tokens(enrolment.id)).toEqual([[null, true]])
    expect(await present(again.id)).toMatchObject({ state: 'enrolled', generation: 2 })
    const device = await read(db, ({ devices }) => devices.byId(enrolment.deviceId))
    expect(device).toMatchObject({ osVersion: '19.0', enrolment: { id: again.id } })
    await expect(
      db.transaction(({ enrolments }) => enrolments.introduceAgain(enrolment.id, { topic: push.topic, facts })),
    ).rejects.toThrow(StaleError)
  })

  test('the same person’s device under a new certificate keeps its device, and the name given in the portal', async () => {
    const { db } = given()
    const { enrolment, person, channelId, certificateHash } = await enrol(db)
    await db.transaction((stores) =>
      stores.commit([{ type: 'device-renamed', deviceId: enrolment.deviceId, name: 'My phone' }]),
    )
    const again = await introduce(db, person, { channelId })
    expect(again.enrolment).toMatchObject({ deviceId: enrolment.deviceId, generation: 2 })
    const old = await read(db, ({ enrolments }) => enrolments.byCertificate(certificateHash))
    expect(old).toMatchObject({ id: enrolment.id, state: 'ended' })
    const device = await read(db, ({ devices }) => devices.byId(enrolment.deviceId))
    expect(device).toMatchObject({ name: 'My phone', originalName: 'iPhone', enrolment: { id: again.enrolment.id } })
  })

  test('a token set aside and never followed is erased after 30 days', async () => {
    const { db, test: own } = given()
    const { enrolment } = await enrol(db)
    await db.transaction(({ enrolments }) => enrolments.introduceAgain(enrolment.id, { topic: push.topic, facts }))
    try {
      await own.shiftClock(30 * day + 60_000)
      await db.transaction(({ passcodes }) => passcodes.eraseExpired())
    } finally {
      await own.shiftClock(0)
    }
    expect(await tokens(enrolment.id)).toEqual([[null, true]])
  })

  test('the same channel id can’t be enrolled twice at once, by whomever', async () => {
    const { db } = given()
    const { channelId } = await enrol(db)
    await expect(introduce(db, await addPerson(db, 'Sam'), { channelId })).rejects.toThrow(StaleError)
  })

  test('where to ring: not before it is enrolled, not when its address is dead, again after the next TokenUpdate', async () => {
    const { db } = given()
    const { enrolment } = await introduce(db, await addPerson(db))
    const address = () => read(db, ({ enrolments }) => enrolments.pushAddress(enrolment.id))
    const update = () => db.transaction(({ enrolments }) => enrolments.updatePush(enrolment.id, push, null))
    const dead = (since: Date) => db.transaction(({ enrolments }) => enrolments.markPushDead(enrolment.id, since))
    expect(await address()).toBeNull()
    await update()
    expect(await address()).toEqual(push)
    await dead(later(await db.clock(), -60_000))
    expect(await address()).toEqual(push)
    const since = later(await db.clock(), 1)
    await dead(since)
    expect(await address()).toBeNull()
    expect((await present(enrolment.id))?.pushDeadSince).toEqual(since)
    await update()
    expect(await address()).toEqual(push)
  })

  test('an enrolment that has ended takes no TokenUpdate and has no channel', async () => {
    const { db } = given()
    const { enrolment } = await askReset(db)
    expect(await read(db, ({ enrolments }) => enrolments.channelOf(enrolment.id))).toBe('apple')
    await db.transaction(({ enrolments }) => enrolments.end(enrolment.id))
    expect(await read(db, ({ enrolments }) => enrolments.channelOf(enrolment.id))).toBeNull()
    const late = db.transaction(({ enrolments }) => enrolments.updatePush(enrolment.id, push, sealedToken('late')))
    await expect(late).rejects.toThrow(StaleError)
    expect(await tokens(enrolment.id)).toEqual([[null, false]])
  })

  test.each<[string, (id: string, deviceId: string) => (stores: Stores) => Promise<unknown>]>([
    ['introduced again', (id) => (stores) => stores.enrolments.introduceAgain(id, again)],
    ['ended', (id) => (stores) => stores.enrolments.end(id)],
    ['removed', (_, deviceId) => (stores) => stores.devices.markRemoved(deviceId)],
  ])('%s: what was waiting for the device moves to the history', async (_name, ending) => {
    const { db } = given()
    const other = await askReset(db)
    const asked = await askReset(db)
    const { id, deviceId } = asked.enrolment
    await db.checkIns.handOver(id, { afterIdle: true })
    await db.transaction((stores) =>
      stores.commit([
        {
          type: 'command-queued',
          command: { id: newId(), enrolmentId: id, requestId: null, kind: 'device-information' },
        },
      ]),
    )
    await db.transaction(ending(id, deviceId))
    const { rows } = await db.engine.query(
      `select kind, ending from command_history where enrolment_id = $1 order by number`,
      [id],
    )
    expect(rows).toEqual([
      { kind: 'clear-passcode', ending: 'unknown' },
      { kind: 'device-information', ending: 'cancelled' },
    ])
    const { rows: open } = await db.engine.query('select id from command where enrolment_id = any($1::uuid[])', [
      [id, other.enrolment.id],
    ])
    expect(open).toEqual([{ id: other.commandId }])
  })

  test('a check-in is known again by its certificate and its bytes, among the last hundred', async () => {
    const { db } = given()
    const [mine, first, second] = [hash(), hash(), hash()]
    const note = (message: Uint8Array, certificate = mine) =>
      db.transaction(({ enrolments }) => enrolments.noteCheckIn(certificate, message))
    const said = [await note(first), await note(first), await note(second), await note(first), await note(second)]
    expect(said).toEqual(['new', 'latest', 'new', 'earlier', 'latest'])
    expect(await note(first, hash())).toBe('new')
    for (let more = 0; more < 99; more += 1) await note(hash())
    expect([await note(second), await note(first)]).toEqual(['earlier', 'new'])
  })

  test('seeds count as enrolled long ago', async () => {
    const { db } = given()
    const { enrolment } = await enrol(db)
    await db.transaction(({ enrolments }) => enrolments.backdate(enrolment.id, 30))
    const ago = (await db.clock()).getTime() - ((await present(enrolment.id))?.enrolledAt?.getTime() ?? 0)
    expect(Math.round(ago / day)).toBe(30)
  })
}

import { StaleError } from '@latchkey/domain'
import type { NewSession } from '@latchkey/domain'
import { expect, test } from 'vitest'
import { addPerson, enrol, hash, newId, read } from './test-world.ts'
import type { Given } from './test-world.ts'

const minute = 60_000

export function signInContract(given: () => Given): void {
  const at = async <T>(milliseconds: number, work: () => Promise<T>): Promise<T> => {
    const { test: own } = given()
    try {
      await own.shiftClock(milliseconds)
      return await work()
    } finally {
      await own.shiftClock(0)
    }
  }
  const begin = async (fields: Partial<NewSession> = {}) => {
    const { db } = given()
    const person = await addPerson(db)
    const session: NewSession = {
      idHash: hash(),
      personId: person.id,
      borrowed: true,
      authTime: 1_800_000_000,
      acr: 'two',
      amr: ['pwd', 'otp'],
      confirmationId: null,
      sealedIdToken: Uint8Array.of(1, 2, 3),
      ...fields,
    }
    await db.transaction(({ sessions }) => sessions.start(session))
    const live = () => read(db, ({ sessions }) => sessions.live(session.idHash))
    const touch = () => db.transaction(({ sessions }) => sessions.touch(session.idHash))
    return { person, session, live, touch }
  }

  test('a session is what it was started as', async () => {
    const { person, session, live } = await begin()
    const { personId: _, ...same } = session
    const found = await live()
    expect(found).toMatchObject({ ...same, person })
    expect((found?.idleUntil.getTime() ?? 0) - (found?.startedAt.getTime() ?? 0)).toBeCloseTo(15 * minute, -3)
    expect((found?.absoluteUntil.getTime() ?? 0) - (found?.startedAt.getTime() ?? 0)).toBeCloseTo(480 * minute, -3)
  })

  test('every session of a person ends at once, and nobody else’s', async () => {
    const { db } = given()
    const one = await begin()
    const other = await begin()
    const endAll = () => db.transaction(({ sessions }) => sessions.endAllOf(one.person.id, 'disabled'))
    expect([await endAll(), await endAll()]).toEqual([1, 0])
    expect([await one.live(), (await other.live())?.person.id]).toEqual([null, other.person.id])
  })

  test('a session without auth_time keeps none', async () => {
    const { live } = await begin({ authTime: null, acr: null, amr: [], sealedIdToken: null })
    expect(await live()).toMatchObject({ authTime: null, acr: null, amr: [], sealedIdToken: null })
  })

  test('untouched for 15 minutes it is over, and a touch does not wake it', async () => {
    const { live, touch } = await begin()
    expect(await at(14 * minute, live)).not.toBeNull()
    expect(await at(15 * minute + 1000, live)).toBeNull()
    await at(16 * minute, touch)
    expect(await at(16 * minute, live)).toBeNull()
  })

  test('a touch moves the idle limit, at most once a minute, never past 8 hours', async () => {
    const { live, touch } = await begin()
    const started = await live()
    await at(30_000, touch)
    expect((await live())?.idleUntil).toEqual(started?.idleUntil)
    await at(10 * minute, touch)
    expect(await at(24 * minute, live)).not.toBeNull()
    for (let minutes = 20; minutes <= 470; minutes += 10) await at(minutes * minute, touch)
    expect(await at(479 * minute, live)).toMatchObject({ idleUntil: started?.absoluteUntil })
    expect(await at(481 * minute, live)).toBeNull()
  })

  test('an ended session is over for good', async () => {
    const { db } = given()
    const { session, live } = await begin()
    await db.transaction(({ sessions }) => sessions.end(session.idHash, 'signed-out'))
    await db.transaction(({ sessions }) => sessions.end(session.idHash, 'expired'))
    expect(await live()).toBeNull()
    const { rows } = await db.engine.query('select ended_why, sealed_id_token from session where id_hash = $1', [
      session.idHash,
    ])
    expect(rows).toEqual([{ ended_why: 'signed-out', sealed_id_token: null }])
  })

  test('a disabled person’s session is over', async () => {
    const { db } = given()
    const { person, live } = await begin()
    await db.engine.query('update person set disabled_at = latchkey_clock() where id = $1', [person.id])
    expect(await live()).toBeNull()
  })

  test('a sign-in under way is taken once, by the browser that began it, within 10 minutes', async () => {
    const { db } = given()
    const pending = () => ({
      stateHash: hash(),
      browserHash: hash(),
      nonce: 'nonce',
      codeVerifier: 'verifier',
      returnTo: '/devices',
      borrowed: false,
      confirmationId: null,
    })
    const take = (state: Uint8Array, browser: Uint8Array) =>
      db.transaction(({ signIns }) => signIns.take(state, browser))
    const [swapped, good, late] = [pending(), pending(), pending()]
    await db.transaction(async ({ signIns }) => {
      for (const one of [swapped, good, late]) await signIns.begin(one)
    })
    expect(await take(swapped.stateHash, good.browserHash)).toBeNull()
    const tries = await Promise.all([1, 2, 3].map(() => take(good.stateHash, good.browserHash)))
    expect(tries.filter((one) => one !== null)).toEqual([good])
    expect(await at(10 * minute + 1000, () => take(late.stateHash, late.browserHash))).toBeNull()
  })

  test('a confirmation: asked, verified in one session, consumed once', async () => {
    const { db } = given()
    const { person, enrolment } = await enrol(db)
    const asked = {
      id: newId(),
      personId: person.id,
      issuer: 'https://id.example',
      subject: 'camille',
      deviceId: enrolment.deviceId,
      act: 'reset-passcode',
      endedSessionAuthTime: 1_800_000_000,
      cookieHash: hash(),
      language: 'fr',
    } as const
    const confirmation = await db.transaction(({ confirmations }) => confirmations.ask(asked))
    const { cookieHash, ...same } = asked
    expect(confirmation).toMatchObject({ ...same, state: 'asked', verifiedAt: null, sessionHash: null, failure: null })
    expect(await read(db, ({ confirmations }) => confirmations.byCookie(cookieHash))).toEqual(confirmation)
    const consume = () =>
      db.transaction((stores) => stores.commit([{ type: 'confirmation-consumed', confirmationId: asked.id }]))
    const verify = () => db.transaction(({ confirmations }) => confirmations.verify(asked.id, cookieHash))
    await expect(consume()).rejects.toThrow(StaleError)
    await verify()
    await expect(verify()).rejects.toThrow(StaleError)
    const verified = await read(db, ({ confirmations }) => confirmations.byId(asked.id))
    expect(verified).toMatchObject({ state: 'verified', sessionHash: cookieHash })
    const consumed = await Promise.allSettled([consume(), consume(), consume()])
    expect(consumed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    await db.transaction(({ confirmations }) => confirmations.fail(asked.id, 'failed', 'too-late'))
    expect(await read(db, ({ confirmations }) => confirmations.byId(asked.id))).toMatchObject({
      state: 'consumed',
      failure: null,
    })
  })
}

import type { Database, Person, Role } from '@latchkey/domain'
import { expect, test } from 'vitest'
import { addPerson, newId, read } from './test-world.ts'
import type { Given } from './test-world.ts'

export function peopleContract(given: () => Given): void {
  test('a person is found by id, by issuer and subject, and by address in any case', async () => {
    const { db } = given()
    const person = await addPerson(db)
    expect(person).toMatchObject({ name: 'Camille', role: 'person', language: null, unitId: null, disabledAt: null })
    expect(person.number).toMatch(/^[0-9a-f]{32}$/)
    const { issuer, subject } = person
    expect(
      await read(db, async ({ people }) => [
        await people.byId(person.id),
        await people.bySubject(issuer ?? '', subject ?? ''),
        await people.byEmail(person.email.toUpperCase()),
      ]),
    ).toEqual([person, person, person])
  })

  test('an address that two people have finds neither: it is never a key', async () => {
    const { db } = given()
    const email = `${newId()}@contoso.example`
    const twin = (subject: string) =>
      ({ issuer: 'https://id.example', subject, email, name: 'Sam', role: 'person' }) as const
    await db.transaction(async ({ people }) => {
      await people.add(twin(newId()))
      await people.add(twin(newId()))
    })
    expect(await read(db, ({ people }) => people.byEmail(email))).toBeNull()
  })

  test('somebody invited has neither issuer nor subject yet', async () => {
    const { db } = given()
    const email = `${newId()}@contoso.example`
    const invited = { issuer: null, subject: null, email, name: 'New', role: 'person', language: 'fr' } as const
    expect(await db.transaction(({ people }) => people.add(invited))).toMatchObject(invited)
  })

  test('name and language follow the provider; what is not named stays', async () => {
    const { db } = given()
    const person = await addPerson(db)
    await db.transaction(({ people }) => people.update(person.id, { name: 'Camille B.', language: 'fr' }))
    await db.transaction(({ people }) => people.update(person.id, {}))
    expect(await read(db, ({ people }) => people.byId(person.id))).toEqual({
      ...person,
      name: 'Camille B.',
      language: 'fr',
    })
  })

  test('an invitation is claimed once, whoever comes at the same moment', async () => {
    const { db } = given()
    const invited = await invite(db)
    const claim = (subject: string) =>
      db.transaction(({ people }) => people.claim(invited.id, 'https://id.example', subject))
    const claims = await Promise.all([claim(newId()), claim(newId())])
    const [claimed, ...others] = claims.filter((person) => person !== null)
    expect(others).toEqual([])
    expect(claimed).toMatchObject({ id: invited.id, issuer: 'https://id.example' })
    expect(await read(db, ({ people }) => people.byId(invited.id))).toEqual(claimed)
  })

  test('who is known by an account already, disabled or nobody claims nothing', async () => {
    const { db } = given()
    const known = await addPerson(db)
    const disabled = await invite(db)
    await db.transaction(({ people }) => people.disable(disabled.id))
    const claims = await read(db, async ({ people }) => [
      await people.claim(known.id, 'https://id.example', newId()),
      await people.claim(disabled.id, 'https://id.example', newId()),
      await people.claim(newId(), 'https://id.example', newId()),
      await people.claim('nobody', 'https://id.example', newId()),
    ])
    expect(claims).toEqual([null, null, null, null])
  })

  test('disabled and enabled, each once', async () => {
    const { db } = given()
    const { id } = await addPerson(db)
    const disabledAt = async () => (await read(db, ({ people }) => people.byId(id)))?.disabledAt
    const say = (what: 'disable' | 'enable') => db.transaction(({ people }) => people[what](id))
    expect([await say('disable'), await say('disable')]).toEqual([true, false])
    expect(await disabledAt()).toBeInstanceOf(Date)
    expect([await say('enable'), await say('enable')]).toEqual([true, false])
    expect(await disabledAt()).toBeNull()
  })

  test('a role is given', async () => {
    const { db } = given()
    const { id } = await addPerson(db)
    await db.transaction(({ people }) => people.setRole(id, 'auditor'))
    expect(await read(db, ({ people }) => people.byId(id))).toMatchObject({ role: 'auditor' })
  })

  test('all are listed page by page, each once, by address whatever its case', async () => {
    const { db } = given()
    await Promise.all(['b', 'A', 'c'].map((letter) => invite(db, `${letter}-${newId()}@contoso.example`)))
    const listed: Person[] = []
    for (let page: readonly Person[] = []; listed.length === 0 || page.length > 0; listed.push(...page)) {
      const after = listed.at(-1)?.id ?? null
      page = await read(db, ({ people }) => people.list({ after, limit: 2, role: null }))
      if (page.length === 0) break
    }
    const addresses = listed.map(({ email }) => email.toLowerCase())
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length)
    expect(listed.length).toBeGreaterThanOrEqual(3)
    const { rows } = await db.engine.query('select lower(email) as email from person order by lower(email), id')
    expect(addresses).toEqual(rows.map(({ email }) => email))
    const supporter = await invite(db, `${newId()}@contoso.example`, 'support')
    const supporters = await read(db, ({ people }) => people.list({ after: null, limit: 100, role: 'support' }))
    expect(supporters).toEqual([supporter])
  })

  test('everybody with an address is found by it', async () => {
    const { db } = given()
    const email = `Twin-${newId()}@contoso.example`
    const twins = [await invite(db, email), await invite(db, email.toLowerCase())]
    const found = await read(db, ({ people }) => people.allByEmail(email.toUpperCase()))
    expect(new Set(found)).toEqual(new Set(twins))
  })

  test.each(['', 'nobody', "'; drop table person; --", '\u0000'])(
    '%j is nobody’s id, and breaks nothing',
    async (id) => {
      const { db } = given()
      const found = await read(db, async (stores) => [
        await stores.people.byId(id),
        await stores.devices.byId(id, { lock: true }),
        await stores.devices.heldByWithId(id, id),
        await stores.requests.byId(id, { lock: true }),
        await stores.requests.visibleTo(id, id),
        await stores.confirmations.byId(id),
        await stores.commands.openById(id),
        await stores.commands.finishedById(id),
        await stores.enrolments.pushAddress(id),
      ])
      expect(new Set(found)).toEqual(new Set([null]))
    },
  )
}

function invite(db: Database, email = `${newId()}@contoso.example`, role: Role = 'person'): Promise<Person> {
  return db.transaction(({ people }) => people.add({ issuer: null, subject: null, email, name: 'New', role }))
}

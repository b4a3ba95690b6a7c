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

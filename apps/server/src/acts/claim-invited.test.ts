import type { Person } from '@latchkey/domain'
import { createTestDatabase } from '@latchkey/postgres/test'
import type { TestDatabase } from '@latchkey/postgres/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimInvited } from './claim-invited.ts'

let held: TestDatabase
beforeAll(async () => {
  held = await createTestDatabase('embedded')
}, 60_000)
afterAll(() => held.drop())

const account = (subject: string) => ({ issuer: 'https://id.example', subject })

test('an invitation is taken once, with the role it was made with, and recorded', async () => {
  const { database } = held
  const invited: Person = await database.transaction(({ people }) =>
    people.add({ issuer: null, subject: null, email: 'ada@contoso.example', name: 'Ada', role: 'administrator' }),
  )
  const claim = (subject: string) => database.transaction((stores) => claimInvited(stores, invited, account(subject)))
  expect(await claim('first')).toEqual({ ...invited, ...account('first') })
  expect(await claim('second')).toBeNull()
  const { rows } = await database.engine.query(
    "select actor_number, subject_number, detail from audit_event where what = 'person-claimed'",
  )
  const { number } = invited
  expect(rows).toEqual([{ actor_number: number, subject_number: number, detail: { role: 'administrator' } }])
})

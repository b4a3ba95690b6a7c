import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestControl, operator } from '../test-control.ts'
import type { TestControl } from '../test-control.ts'

let at: TestControl
beforeAll(async () => {
  at = await openTestControl()
}, 60_000)
afterAll(() => at.close())

const file = (text: string | Uint8Array) => writeFile(join(at.folder, 'people.csv'), text)
const found = (email: string) => at.database.transaction(({ people }) => people.allByEmail(email))

test('first told, then done, and done once', async () => {
  const sam = await at.addPerson('Sam')
  await file(`email,name,role\nnew@contoso.example,New Person,\n${sam.email},Sam,support\n`)
  const dry = await at.latchkey('people', 'import', 'people.csv')
  expect(dry.status).toBe(0)
  expect(dry.out).toContain('To be invited: 1. Here already, left as they are: 1.')
  expect(dry.out).toContain(`  ${sam.email}`)
  expect(await found('new@contoso.example')).toEqual([])

  const applied = await at.latchkey('people', 'import', 'people.csv', '--apply')
  expect(applied.out).toContain('Invited: 1.')
  const [person] = await found('new@contoso.example')
  expect(person).toMatchObject({ name: 'New Person', role: 'person', issuer: null })
  expect(person && (await at.recorded(person))).toMatchObject([{ actor: operator, what: 'person-invited' }])
  expect(await at.person(sam)).toEqual(sam)

  expect(await at.done('people', 'import', 'people.csv', '--apply')).toMatchObject({
    people: [{ found: 'there' }, { found: 'there-with-another-role' }],
  })
})

test('a table longer than one request', async () => {
  const lines = Array.from({ length: 120 }, (_, n) => `long${n}@contoso.example,${'n'.repeat(100)}`)
  await file(['email,name', ...lines].join('\n'))
  const { people } = (await at.done('people', 'import', 'people.csv', '--apply')) as { people: { found: string }[] }
  expect(people.filter((one) => one.found === 'new')).toHaveLength(120)
  expect(await found('long119@contoso.example')).toHaveLength(1)
})

test('one wrong line, and nobody is invited', async () => {
  await file('email,name\nright@contoso.example,Right\nwrong,Wrong\n')
  const { status, out } = await at.latchkey('people', 'import', 'people.csv', '--apply')
  expect(status).toBe(1)
  expect(out).toContain('3     this is no e-mail address')
  expect(await found('right@contoso.example')).toEqual([])
})

test('a file that can’t be read, or is not UTF-8', async () => {
  expect(await at.latchkey('people', 'import', 'nothing.csv')).toMatchObject({
    status: 1,
    err: expect.stringContaining('can’t be read'),
  })
  await file(Uint8Array.of(0x65, 0xe9, 0x0a))
  expect(await at.latchkey('people', 'import', 'people.csv')).toMatchObject({
    status: 1,
    err: expect.stringContaining('save it as “CSV UTF-8”'),
  })
})

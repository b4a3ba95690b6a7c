import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestControl, operator } from '../test-control.ts'
import type { TestControl } from '../test-control.ts'

let at: TestControl
beforeAll(async () => {
  at = await openTestControl()
}, 60_000)
afterAll(() => at.close())

test('the first administrator is invited', async () => {
  const { person } = (await at.done(
    'people',
    'add',
    'Ada@contoso.example',
    '--name',
    'Ada',
    '--role',
    'administrator',
  )) as {
    person: { id: string }
  }
  expect(person).toMatchObject({ email: 'Ada@contoso.example', role: 'administrator', state: 'invited', issuer: null })
  expect(await at.recorded(person)).toEqual([
    { actor: operator, what: 'person-invited', detail: { role: 'administrator' } },
  ])
})

test('with an account to set up, by a link that is shown once and kept nowhere', async () => {
  const { status, out } = await at.latchkey('people', 'add', 'New@contoso.example', '--name', 'New')
  expect(status).toBe(0)
  const [, token = ''] = /https:\/\/portal\.contoso\.example\/idp\/set-up\/([\w-]{20,})\n/.exec(out) ?? []
  expect(await at.accounts.byEmail('new@contoso.example')).toMatchObject({ name: 'New', passwordHash: null })
  const { rows } = await at.database.engine.query(
    'select (select string_agg(l::text, chr(10)) from set_up_link l) || (select string_agg(a::text, chr(10)) from audit_event a) as kept',
  )
  expect(token).not.toBe('')
  expect(String(rows[0]?.['kept'])).not.toContain(token)
})

test('another link for the same account; the earlier is over', async () => {
  const open = async () =>
    (await at.database.engine.query('select subject from set_up_link where used_at is null')).rows
  await at.done('people', 'add', 'again@contoso.example', '--name', 'Again')
  const before = await open()
  const { person, link } = (await at.done('people', 'link', 'again@contoso.example')) as {
    person: { id: string }
    link: { url: string }
  }
  expect(link.url).toMatch(/^https:\/\/portal\.contoso\.example\/idp\/set-up\//)
  expect(await open()).toEqual(before)
  expect((await at.recorded(person))[0]).toEqual({ actor: operator, what: 'set-up-link-made', detail: {} })
})

test('no link for who signs in elsewhere, or is disabled', async () => {
  const email = 'elsewhere@contoso.example'
  const elsewhere = { issuer: 'https://id.example', subject: 'one', email, name: 'One', role: 'person' } as const
  await at.database.transaction(({ people }) => people.add(elsewhere))
  expect((await at.latchkey('people', 'link', email)).err).toContain('signs in at your own provider')
  await at.done('people', 'disable', email)
  expect((await at.latchkey('people', 'link', email)).err).toContain('is disabled')
})

test('nobody is invited twice, whatever the case of the address', async () => {
  const { email } = await at.addPerson('Camille')
  const again = await at.latchkey('people', 'add', email.toUpperCase(), '--name', 'Camille')
  expect(again).toMatchObject({ status: 1, err: expect.stringContaining('people show') })
})

test.each([
  [['camille', '--name', 'Camille'], 'EMAIL must be one e-mail address.'],
  [['c@contoso.example'], '--name must be 1 to 100 printable characters.'],
  [['c@contoso.example', '--name', ' '], '--name must be 1 to 100 printable characters.'],
  [['c@contoso.example', '--name', 'C', '--role', 'king'], '--role must be person, support, auditor or administrator.'],
])('people add %j is misused', async (line, sentence) => {
  const { status, err } = await at.latchkey('people', 'add', ...line)
  expect([status, err.split('\n')[0]]).toEqual([2, sentence])
})

test('everybody is listed, over more than one page', async () => {
  const email = (n: number) => `p${String(n).padStart(3, '0')}@many.example`
  await at.database.engine.query(
    `insert into person (email, name, role)
     select 'p' || lpad(n::text, 3, '0') || '@many.example', 'P', 'auditor' from generate_series(0, 400) n`,
  )
  const listed = (await at.done('people', 'list', '--role', 'auditor')) as { email: string }[]
  expect(listed.map((person) => person.email)).toEqual(Array.from({ length: 401 }, (_, n) => email(n)))
  expect((await at.latchkey('people', 'list', '--role', 'auditor')).out).toMatch(/^email +name +role +state +id\n/)
})

test('one person, by address and by id, with their devices', async () => {
  const person = await at.addPerson('Camille')
  const phone = await at.addPhone(person)
  const { reference } = await at.askReset(phone)
  const shown = await at.done('people', 'show', person.email)
  expect(shown).toMatchObject({
    person: { id: person.id, state: 'active' },
    devices: [{ id: phone.id, name: 'iPhone' }],
    openRequests: [reference],
  })
  expect(await at.done('people', 'show', person.id)).toEqual(shown)
  expect((await at.latchkey('people', 'show', person.id)).out).toContain(reference)
})

test('somebody disabled is out at once: sessions, what is unsent, the next sign-in', async () => {
  const person = await at.addPerson('Camille')
  const live = await at.signIn(person)
  const unsent = await at.askReset(await at.addPhone(person))
  const sent = await at.askReset(await at.addPhone(person), 'handed-over')
  const { requests } = (await at.done('people', 'disable', person.email)) as { requests: unknown }
  expect(requests).toEqual({ cancelled: [unsent.reference], underWay: [sent.reference] })
  expect(await live()).toBe(false)
  expect(await at.person(person)).toMatchObject({ disabledAt: expect.any(Date) })
  expect(await at.request(unsent)).toMatchObject({
    state: 'cancelled',
    outcome: { result: 'cancelled', by: 'support' },
  })
  expect(await at.request(sent)).toMatchObject({ state: 'handed-over' })
  expect(await at.recorded(person)).toMatchObject([
    { actor: operator, what: 'person-disabled', detail: { sessions: 1, requests: 1 } },
    { actor: operator, what: 'request-cancelled' },
  ])
  await vi.waitFor(() =>
    expect(at.announced).toContainEqual({ type: 'changed', personId: person.id, topic: 'session', id: person.id }),
  )
  expect(await at.latchkey('people', 'disable', person.email)).toMatchObject({ status: 1 })
})

test('a refused command leaves nothing behind', async () => {
  const person = await at.addPerson('Camille')
  await at.done('people', 'disable', person.email)
  const request = await at.askReset(await at.addPhone(person))
  const before = await at.recorded(person)
  expect((await at.latchkey('people', 'disable', person.email)).err).toContain('disabled already')
  expect(await at.request(request)).toEqual(request)
  expect(await at.recorded(person)).toEqual(before)
})

test('enabled again, once', async () => {
  const person = await at.addPerson('Camille')
  await at.done('people', 'disable', person.email)
  await at.done('people', 'enable', person.email)
  expect(await at.person(person)).toEqual(person)
  expect((await at.recorded(person))[0]).toEqual({ actor: operator, what: 'person-enabled', detail: {} })
  expect(await at.latchkey('people', 'enable', person.email)).toMatchObject({
    status: 1,
    err: `${person.email} is not disabled.\n`,
  })
})

test('another role', async () => {
  const person = await at.addPerson('Camille')
  expect((await at.latchkey('people', 'role', person.email, 'support')).out).toContain('was person and is support now')
  expect((await at.recorded(person))[0]).toEqual({
    actor: operator,
    what: 'role-changed',
    detail: { from: 'person', to: 'support' },
  })
  expect(await at.latchkey('people', 'role', person.email, 'support')).toMatchObject({ status: 1 })
})

test('an address of several people names nobody; their ids do', async () => {
  const twin = await at.addPerson('Twin')
  const { issuer, name, email, role } = twin
  const other = await at.database.transaction(({ people }) =>
    people.add({ issuer, subject: 'other', name, email, role }),
  )
  const { status, err } = await at.latchkey('people', 'disable', email)
  expect(status).toBe(1)
  expect([err.includes(twin.id), err.includes(other.id)]).toEqual([true, true])
  expect(await at.done('people', 'show', other.id)).toMatchObject({ person: { id: other.id } })
})

test.each(['nobody@contoso.example', 'nobody', '00000000-0000-4000-8000-000000000000'])('%s is nobody', async (who) => {
  for (const act of ['show', 'disable', 'enable']) {
    const { status, err } = await at.latchkey('people', act, who)
    expect([status, err]).toEqual([1, `Nobody here is called ${who}: give an address, or an id from people list.\n`])
  }
})

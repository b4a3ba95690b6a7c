import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestControl, operator } from '../test-control.ts'
import type { TestControl } from '../test-control.ts'

let at: TestControl
beforeAll(async () => {
  at = await openTestControl()
}, 60_000)
afterAll(() => at.close())

test('devices are listed with their holders, those of one person alone where asked', async () => {
  const camille = await at.addPerson('Camille')
  const phone = await at.addPhone(camille, 'Red phone')
  await at.addPhone(await at.addPerson('Sam'))
  const ids = (listed: unknown) => (listed as { id: string }[]).map(({ id }) => id)
  expect(ids(await at.done('devices', 'list'))).toContain(phone.id)
  expect(ids(await at.done('devices', 'list', '--person', camille.email))).toEqual([phone.id])
  const { out } = await at.latchkey('devices', 'list', '--person', camille.id)
  expect(out.split('\n')[1]).toMatch(
    new RegExp(`^Red phone +iPhone 15 +…4F7K +${camille.email} .* enrolled +${phone.id}$`),
  )
})

test('one device, with what is open for it and nothing secret', async () => {
  const camille = await at.addPerson('Camille')
  const phone = await at.addPhone(camille)
  const { reference } = await at.askReset(phone)
  expect(await at.done('devices', 'show', phone.id)).toMatchObject({
    device: { holder: camille.email, lastFour: '4F7K', unlockTokenHeld: true, state: 'enrolled' },
    openRequests: [{ reference, act: 'reset-passcode', state: 'queued' }],
  })
  const { out } = await at.latchkey('devices', 'show', phone.id)
  expect(out).toContain(`${reference} (reset-passcode, queued)`)
})

test('a device changes hands: what is unsent is cancelled, both see it, and the new holder must wait', async () => {
  const [camille, sam] = [await at.addPerson('Camille'), await at.addPerson('Sam')]
  const phone = await at.addPhone(camille)
  const request = await at.askReset(phone)
  const { out } = await at.latchkey('devices', 'transfer', phone.id, '--to', sam.email)
  expect(out).toContain(`held by ${sam.email} now`)
  expect(out).toContain(request.reference)
  const after = await at.device(phone)
  expect(after).toMatchObject({ holderId: sam.id, firstHolder: false })
  expect(after?.holderSince?.getTime()).toBeGreaterThan(phone.holderSince?.getTime() ?? Infinity)
  expect(await at.request(request)).toMatchObject({ state: 'cancelled' })
  expect((await at.recorded(camille))[0]).toEqual({
    actor: operator,
    what: 'device-transferred',
    detail: { now: 'former-holder' },
  })
  expect(await at.recorded(sam)).toMatchObject([
    { actor: operator, what: 'device-transferred', detail: { now: 'holder' } },
  ])
  await vi.waitFor(() => {
    for (const { id: personId } of [camille, sam]) {
      expect(at.announced).toContainEqual({ type: 'changed', personId, topic: 'device', id: phone.id })
    }
  })
})

test('a device that carries out a request keeps its holder, and nothing else is cancelled', async () => {
  const [camille, sam] = [await at.addPerson('Camille'), await at.addPerson('Sam')]
  const phone = await at.addPhone(camille)
  await at.askReset(phone, 'handed-over')
  const { status, err } = await at.latchkey('devices', 'transfer', phone.id, '--to', sam.email)
  expect([status, err]).toEqual([1, 'The device is carrying out a request: try again in ten minutes at most.\n'])
  expect(await at.device(phone)).toEqual(phone)
})

test('a device is given to nobody who can’t have it', async () => {
  const [camille, sam] = [await at.addPerson('Camille'), await at.addPerson('Sam')]
  const phone = await at.addPhone(camille)
  await at.done('people', 'disable', sam.email)
  const to = async (...who: string[]) => (await at.latchkey('devices', 'transfer', phone.id, ...who)).err.split('\n')[0]
  expect(await to('--to', sam.email)).toBe(`${sam.email} is disabled: see people enable.`)
  expect(await to('--to', camille.email)).toBe(`${camille.email} holds it already.`)
  expect(await to('--to', 'nobody@contoso.example')).toContain('Nobody here is called')
  expect(await to()).toBe('--to is missing.')
  expect(await at.device(phone)).toEqual(phone)
})

test('lost: a reset that is unsent is cancelled; found again', async () => {
  const camille = await at.addPerson('Camille')
  const phone = await at.addPhone(camille)
  const request = await at.askReset(phone)
  expect(await at.done('devices', 'lost', phone.id)).toMatchObject({ requests: { cancelled: [request.reference] } })
  expect(await at.device(phone)).toMatchObject({ markedLostAt: expect.any(Date) })
  expect(await at.request(request)).toMatchObject({ outcome: { result: 'cancelled', by: 'marked-lost' } })
  expect(await at.latchkey('devices', 'lost', phone.id)).toMatchObject({ status: 1 })
  expect((await at.latchkey('devices', 'list', '--person', camille.id)).out).toMatch(/ lost +/)

  await at.done('devices', 'found', phone.id)
  expect(await at.device(phone)).toMatchObject({ markedLostAt: null })
  expect(await at.latchkey('devices', 'found', phone.id)).toMatchObject({ status: 1 })
  expect((await at.recorded(camille)).map(({ actor, what }) => [actor, what])).toEqual([
    [operator, 'report-found'],
    [operator, 'mark-lost'],
    [operator, 'request-cancelled'],
  ])
})

test('a device that was removed, or never was, is not there', async () => {
  const phone = await at.addPhone(await at.addPerson('Camille'))
  await at.database.transaction(({ devices }) => devices.markRemoved(phone.id))
  for (const id of [phone.id, 'nothing']) {
    for (const act of ['show', 'lost', 'found']) {
      const { status, err } = await at.latchkey('devices', act, id)
      expect([status, err]).toEqual([1, `There is no device ${id}: take its id from devices list.\n`])
    }
  }
})

test('requests, newest first, and only open ones where asked', async () => {
  const camille = await at.addPerson('Camille')
  const phone = await at.addPhone(camille, 'Blue phone')
  const closed = await at.askReset(phone)
  await at.done('devices', 'lost', phone.id)
  const open = await at.askReset(await at.addPhone(camille, 'Green phone'))
  const references = (listed: unknown) => (listed as { reference: string }[]).map(({ reference }) => reference)
  expect(references(await at.done('requests')).slice(0, 2)).toEqual([open.reference, closed.reference])
  expect(references(await at.done('requests', '--open'))).not.toContain(closed.reference)
  const { out } = await at.latchkey('requests', '--open')
  expect(out).toMatch(new RegExp(`${open.reference} +reset-passcode +queued +.* +Green phone +${camille.email}`))
})

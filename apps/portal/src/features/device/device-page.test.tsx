import type { Device } from '@latchkey/portal-api'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { borrowed, ended, inSeconds, phone, phoneId, queued, requestId } from '../../testing/data.ts'
import { refusal, show } from '../../testing/show.tsx'
import DevicePage from './device-page.tsx'

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

const get = `GET /api/devices/${phoneId}`
const page = (
  <Routes>
    <Route path="/devices/:id" element={<DevicePage />} />
    <Route path="*" element={<p>elsewhere</p>} />
  </Routes>
)

function open(
  device: Partial<Device>,
  wishes: { at?: string; answers?: Record<string, unknown>; start?: typeof borrowed } = {},
) {
  const { answers = {}, at = `/devices/${phoneId}`, ...rest } = wishes
  return show(page, { at, answers: { [get]: { ...phone, ...device }, ...answers }, ...rest })
}

const temporary = { until: inSeconds(86_000), showable: true, requestId }
const doneTemporary = ended('done', { result: 'temporary-passcode' })
const states: readonly (readonly [heading: string, also: RegExp, device: Partial<Device>])[] = [
  ['Camille’s iPhone', /Ready for a reset/, {}],
  ['Waiting for your iPhone', /Cancel the reset/, { lastReset: queued, running: queued }],
  [
    'Your iPhone has fetched it',
    /It can’t be cancelled any more/,
    { lastReset: { ...queued, state: 'handed-over', cancellable: false, handedOverAt: inSeconds(-3) } },
  ],
  ['You’re back in. Set a new passcode now.', /Turn Passcode On/, { lastReset: ended('done', { result: 'removed' }) }],
  [
    'The passcode wasn’t reset',
    /the key we hold no longer fits its lock.*K7QM-4TPX/,
    { lastReset: ended('failed', { result: 'failed', code: 'key-no-longer-fits' }) },
  ],
  [
    'The passcode wasn’t reset',
    /doesn’t let your organisation change its passcode.*K7QM-4TPX/,
    { lastReset: ended('not-supported', { result: 'not-supported', code: 'not-permitted' }) },
  ],
  ['Have a look at your iPhone', /Reset again/, { lastReset: ended('unknown', { result: 'unknown' }) }],
  [
    'The reset was cancelled',
    /You cancelled it before it left/,
    { lastReset: ended('cancelled', { result: 'cancelled', by: 'holder' }) },
  ],
  [
    'The reset was never fetched',
    /wasn’t in touch for an hour/,
    { lastReset: ended('expired', { result: 'expired' }) },
  ],
  ['Your iPhone has a new passcode', /Temporary passcode/, { lastReset: doneTemporary, temporaryPasscode: temporary }],
  ['Camille’s iPhone', /Ready for a reset/, { lastReset: doneTemporary }],
]

test.each(states)('%s: %s', async (heading, also, device) => {
  open(device)
  expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeTruthy()
  expect(document.body.textContent).toMatch(also)
})

test('too late says that nothing was sent, and starts again with one press', async () => {
  const route = `POST /api/devices/${phoneId}/confirmations`
  const { user, left } = open(
    {},
    { at: `/devices/${phoneId}?reset=expired`, answers: { [route]: { location: '/idp/go' } } },
  )
  await screen.findByRole('heading', { level: 1, name: 'Time ran out, so we stopped' })
  expect(document.body.textContent).toContain('Nothing was sent to Camille’s iPhone')
  await user.click(screen.getByRole('button', { name: 'Start again' }))
  await waitFor(() => expect(left).toEqual(['/idp/go']))
})

test('the confirm dialog opens by itself after the sign-in, and once cancelled stays closed', async () => {
  const { user } = open({ confirmation: { act: 'reset-passcode', closesAt: inSeconds(290) } })
  const dialog = within(await screen.findByRole('dialog', { name: 'Reset your iPhone’s passcode?' }))
  await user.click(dialog.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(screen.getByRole('heading', { level: 1, name: 'Camille’s iPhone' })).toBeTruthy()
})

test('after the dialog’s time the page says that it is too late', async () => {
  const { pass } = open({ confirmation: { act: 'reset-passcode', closesAt: inSeconds(30) } })
  await screen.findByRole('dialog')
  pass(31)
  expect(await screen.findByRole('heading', { level: 1, name: 'Time ran out, so we stopped' })).toBeTruthy()
})

test('the last press shows the progress at once', async () => {
  const before = { ...phone, confirmation: { act: 'reset-passcode', closesAt: inSeconds(290) } }
  let device: unknown = before
  const answers = {
    [get]: () => device,
    [`POST /api/devices/${phoneId}/requests`]: () => {
      device = { ...phone, lastReset: queued, running: queued }
      return { request: queued, joined: false }
    },
  }
  const { user } = open({}, { answers })
  await user.click(await screen.findByRole('checkbox'))
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Reset passcode' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Waiting for your iPhone' })).toBeTruthy()
  expect(screen.getByRole('listitem', { current: 'step' }).textContent).toContain('To be fetched')
})

test('on a borrowed device the first button after a reset signs out', async () => {
  open({ lastReset: ended('done', { result: 'removed' }) }, { start: borrowed })
  const first = await screen.findByRole('button', { name: 'Finished? Sign out of this device' })
  expect(first.className).toContain('primary')
})

test('a late answer is shown as such', async () => {
  open({ lastReset: { ...ended('done', { result: 'removed' }), late: true } })
  expect(await screen.findByText(/The answer came late/)).toBeTruthy()
})

test('an ended reset is put away by its reader', async () => {
  const { user } = open({ lastReset: ended('cancelled', { result: 'cancelled', by: 'holder' }) })
  await user.click(await screen.findByRole('button', { name: 'Back to the device' }))
  expect(screen.getByRole('heading', { level: 1, name: 'Camille’s iPhone' })).toBeTruthy()
})

test('someone else’s device and none at all look the same', async () => {
  show(page, { at: `/devices/${phoneId}`, answers: { [get]: refusal('not-found', 404) } })
  expect(await screen.findByRole('heading', { level: 1, name: 'There is nothing behind this door' })).toBeTruthy()
})

test('a command that can’t be used keeps its focus, and tells why', async () => {
  const { user } = open({})
  const remove = await screen.findByRole('button', { name: /^Remove.*not possible: why\?$/ })
  expect(remove.getAttribute('aria-disabled')).toBe('true')
  remove.focus()
  await user.keyboard('{Enter}')
  const dialog = within(await screen.findByRole('dialog', { name: 'Not yet in this version' }))
  expect(dialog.getByRole('link', { name: 'Contact support' })).toBeTruthy()
})

test('renames at once, and tells what a name may be', async () => {
  const route = `POST /api/devices/${phoneId}/name`
  const { user, asked } = open({}, { answers: { [route]: { ...phone, name: 'Blue phone' } } })
  await user.click(await screen.findByRole('button', { name: 'Rename' }))
  const name = await screen.findByRole('textbox', { name: 'New name' })
  await user.clear(name)
  await user.keyboard('{Enter}')
  expect(screen.getByText(/A name has 1 to 40/)).toBeTruthy()
  await user.type(name, 'Blue phone{Enter}')
  expect(await screen.findByRole('heading', { level: 1, name: 'Blue phone' })).toBeTruthy()
  expect(asked.filter((one) => one.route === route)).toEqual([{ route, body: { name: 'Blue phone' } }])
})

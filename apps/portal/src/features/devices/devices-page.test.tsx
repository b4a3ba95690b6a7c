import type { DeviceTile } from '@latchkey/portal-api'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { borrowed, inSeconds, phone, queued } from '../../testing/data.ts'
import { show } from '../../testing/show.tsx'
import { DevicesPage } from './devices-page.tsx'

afterEach(cleanup)

const id = (n: number) => `6f1f0f34-7a0c-4f0e-9a2e-2b1f63c0bb0${String(n)}`
const pc: DeviceTile = {
  ...phone,
  id: id(1),
  name: 'Desk PC',
  platform: 'windows',
  form: 'laptop',
  readiness: { verdict: 'no', obstacle: 'windows-desktop' },
}
const old: DeviceTile = {
  ...phone,
  id: id(2),
  name: 'Old one',
  lastSeenAt: inSeconds(-86_400 * 12),
  readiness: { verdict: 'unsure', effect: 'removed', doubt: 'not-seen-lately' },
}
const busy: DeviceTile = { ...phone, id: id(3), name: 'Work phone', running: queued }
const twin: DeviceTile = { ...phone, id: id(4), lastFour: '33ZZ' }
const list = (devices: readonly DeviceTile[]) => ({ answers: { 'GET /api/devices': { devices } } })
const doors = () => screen.getAllByRole('link').map((door) => door.textContent)

test('what runs comes first, then what can be reset, what perhaps, what can’t', async () => {
  show(<DevicesPage />, list([pc, old, phone, busy]))
  await screen.findByText('Ready for a reset')
  const told = doors()
  expect(told[0]).toContain('Work phoneApple iPhone 13Resetting the passcode')
  expect(told[1]).toContain('Camille’s iPhoneApple iPhone 13Ready for a reset')
  expect(told[2]).toContain('Not seen for 12 days')
  expect(told[3]).toContain('Can’t be reset from here')
})

test('names that repeat are told apart by the last four of the serial', async () => {
  show(<DevicesPage />, list([phone, twin, pc]))
  await screen.findByText('Desk PC')
  expect(doors().filter((door) => /serial … (7Q2K|33ZZ)/.test(door))).toHaveLength(2)
  expect(doors().filter((door) => door.includes('Desk PC') && door.includes('serial'))).toEqual([])
})

test('search keeps what fits, and says how many', async () => {
  const { said } = show(<DevicesPage />, { at: '/?q=desk', ...list([phone, pc]) })
  await screen.findByText('Desk PC')
  expect(doors()).toHaveLength(1)
  await waitFor(() => expect(said()).toBe('1 device found'))
})

test('a borrowed device is not asked which device it is', async () => {
  const { unmount } = show(<DevicesPage />, list([phone]))
  expect(await screen.findByRole('button', { name: /Tell us which device you’re using/ })).toBeTruthy()
  unmount()
  show(<DevicesPage />, { start: borrowed, ...list([phone]) })
  await screen.findByText('Ready for a reset')
  expect(screen.queryByRole('button', { name: /Tell us/ })).toBeNull()
})

test('with no device, the page says what to do', async () => {
  show(<DevicesPage />, list([]))
  const heading = await screen.findByRole('heading', { name: 'Add a device' })
  const card = heading.parentElement
  expect(card && within(card).getByRole('link', { name: 'Contact support' })).toBeTruthy()
})

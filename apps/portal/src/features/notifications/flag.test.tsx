import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { inSeconds, phoneId, requestId, start } from '../../testing/data.ts'
import { show } from '../../testing/show.tsx'
import NotificationFlag from './flag.tsx'

afterEach(cleanup)

const notice = {
  id: '6f1f0f34-7a0c-4f0e-9a2e-2b1f63c0aa09',
  kind: 'reset-done-removed',
  deviceId: phoneId,
  deviceName: 'Camille’s iPhone',
  requestId,
  createdAt: inSeconds(-60),
  readAt: null,
}
const answers = { 'GET /api/notifications': { notifications: [notice], unread: 1 } }
const unread = (count: number) => ({
  ...start,
  signedIn: start.signedIn && { ...start.signedIn, unreadNotifications: count },
})

test('is not there while there is nothing', () => {
  show(<NotificationFlag />, { start: unread(0) })
  expect(screen.queryByRole('button')).toBeNull()
})

test('says its count; opening it tells the news and marks it read', async () => {
  const { user, asked } = show(<NotificationFlag />, { start: unread(1), answers })
  await user.click(screen.getByRole('button', { name: 'Notifications, 1 new' }))
  expect(await screen.findByRole('link', { name: 'Passcode removed' })).toBeTruthy()
  expect(screen.getByText('Camille’s iPhone is open. Set a new passcode on it now.')).toBeTruthy()
  await waitFor(() =>
    expect(asked).toContainEqual({ route: 'POST /api/notifications/read', body: { ids: [notice.id] } }),
  )
})

test('Esc closes it and gives the focus back', async () => {
  const { user } = show(<NotificationFlag />, { start: unread(1), answers })
  const flag = screen.getByRole('button', { name: 'Notifications, 1 new' })
  await user.click(flag)
  await user.keyboard('{Escape}')
  expect(flag.getAttribute('aria-expanded')).toBe('false')
  expect(document.activeElement).toBe(flag)
})

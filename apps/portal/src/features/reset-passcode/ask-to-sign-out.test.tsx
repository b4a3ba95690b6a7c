import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { phone, phoneId, start } from '../../testing/data.ts'
import { refusal, show } from '../../testing/show.tsx'
import AskToSignOut from './ask-to-sign-out.tsx'

afterEach(cleanup)

const route = `POST /api/devices/${phoneId}/confirmations`

test('asks whether the person gets in without the device, and goes to the sign-in', async () => {
  const answers = { [route]: { location: '/idp/authorize?x=1' } }
  const { user, asked, left } = show(<AskToSignOut device={phone} onClose={() => {}} />, { answers })
  const dialog = within(screen.getByRole('dialog', { name: 'First, show it’s you' }))
  expect(dialog.getByText('Can you sign in without this iPhone?')).toBeTruthy()
  await user.click(dialog.getByRole('button', { name: 'Sign out and continue' }))
  await waitFor(() => expect(left).toEqual(['/idp/authorize?x=1']))
  expect(asked).toEqual([{ route, body: { act: 'reset-passcode' } }])
})

test('who would lock themselves out is led to support, still signed in', async () => {
  const { user, asked } = show(<AskToSignOut device={phone} onClose={() => {}} />)
  await user.click(screen.getByRole('button', { name: 'My sign-in needs the locked iPhone' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Don’t sign out yet' }))
  expect(dialog.getByText('iPhone 13, serial … 7Q2K')).toBeTruthy()
  expect(dialog.getByRole('link', { name: /support@contoso\.example/ })).toBeTruthy()
  expect(asked).toEqual([])
})

test('a name with angle brackets is shown as it is: translations take no markup from it', () => {
  show(<AskToSignOut device={{ ...phone, name: 'Kitchen <b>iPad</b> <0/>' }} onClose={() => {}} />)
  expect(screen.getByRole('dialog').textContent).toContain('Kitchen <b>iPad</b> <0/>')
})

test('a work profile’s limit is said before the sign-out', () => {
  const profile = {
    ...phone,
    platform: 'android' as const,
    readiness: { verdict: 'ready' as const, effect: 'temporary-work-profile' as const },
  }
  show(<AskToSignOut device={profile} onClose={() => {}} />)
  expect(screen.getByText('The phone itself can’t be unlocked by your organisation.')).toBeTruthy()
})

test('one factor is said where it is enough', () => {
  show(<AskToSignOut device={phone} onClose={() => {}} />, { start: { ...start, strength: 'one-factor' } })
  expect(screen.getByText(/your password is enough \(one factor\)/)).toBeTruthy()
})

test('a refusal keeps the dialog and the session', async () => {
  const onClose = vi.fn()
  const { user, left } = show(<AskToSignOut device={phone} onClose={onClose} />, {
    answers: { [route]: refusal('unavailable', 503) },
  })
  await user.click(screen.getByRole('button', { name: 'Sign out and continue' }))
  expect((await screen.findByRole('alert')).textContent).toContain('The server is busy or being updated.')
  expect(left).toEqual([])
  expect(onClose).not.toHaveBeenCalled()
})

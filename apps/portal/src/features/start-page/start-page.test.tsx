import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inSeconds, phoneId, signedOut } from '../../testing/data.ts'
import { refusal, show } from '../../testing/show.tsx'
import StartPage from './start-page.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const answers = { 'POST /api/sign-ins': { location: '/idp/go' }, 'GET /api/confirmation': { confirmation: null } }
const open = (at: string, more = {}) =>
  show(<StartPage ended={false} />, { at, start: signedOut, answers: { ...answers, ...more } })
const signIn = () => screen.getByRole('button', { name: 'Sign in' })
const posted = (asked: readonly { route: string; body: unknown }[]) =>
  asked.find(({ route }) => route === 'POST /api/sign-ins')?.body

test('a browser never seen counts as borrowed, and comes back to where it wanted', async () => {
  const { user, asked, left } = open(`/devices/${phoneId}?a=b`)
  await user.click(signIn())
  await waitFor(() => expect(left).toEqual(['/idp/go']))
  expect(posted(asked)).toEqual({ borrowed: true, returnTo: `/devices/${phoneId}?a=b` })
  expect(localStorage).toHaveLength(0)
})

test('one’s own is remembered, until it is called borrowed', async () => {
  const first = open('/')
  await first.user.click(screen.getByRole('radio', { name: /^Mine/ }))
  await first.user.click(signIn())
  await waitFor(() => expect(posted(first.asked)).toEqual({ borrowed: false, returnTo: '/' }))
  first.unmount()
  const second = open('/')
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /^Mine/ }).checked).toBe(true)
  await second.user.click(screen.getByRole('radio', { name: /^Borrowed/ }))
  await second.user.click(signIn())
  await waitFor(() => expect(localStorage).toHaveLength(0))
})

test('an open intent tells its time and goes on with one press', async () => {
  const confirmation = {
    state: 'asked',
    act: 'reset-passcode',
    deviceId: phoneId,
    deviceName: null,
    closesAt: inSeconds(240),
  }
  const { user, left } = open('/', {
    'GET /api/confirmation': { confirmation },
    'POST /api/confirmation/again': { location: '/idp/again' },
  })
  await screen.findByText(/left to sign in; nothing is sent before you say so/)
  await user.click(screen.getByRole('button', { name: 'Sign in and go on' }))
  await waitFor(() => expect(left).toEqual(['/idp/again']))
})

test('a sign-in service that is away is said, and can be tried again', async () => {
  const { user } = open('/', { 'POST /api/sign-ins': refusal('unavailable', 503) })
  await user.click(signIn())
  expect((await screen.findByRole('alert')).textContent).toContain('Try again in a minute.')
  expect(signIn().getAttribute('aria-disabled')).toBe('false')
})

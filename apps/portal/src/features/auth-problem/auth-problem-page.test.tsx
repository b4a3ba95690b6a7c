import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { signedOut } from '../../testing/data.ts'
import { refusal, show } from '../../testing/show.tsx'
import AuthProblemPage from './auth-problem-page.tsx'

afterEach(cleanup)

const open = (query: string, answers = {}) =>
  show(<AuthProblemPage />, { at: `/auth/problem?${query}`, start: signedOut, answers })

test.each([
  ['another-account', 'You signed in with another account'],
  ['too-late', 'Time ran out, so we stopped'],
  ['another-browser', 'You began in another browser'],
  ['provider-error', 'The sign-in service didn’t answer as it should'],
  ['not-strong-enough', 'This sign-in isn’t enough for a reset'],
  ['no-auth-time', 'Your sign-in can’t confirm a reset'],
  ['try-again', 'That sign-in didn’t count'],
  ['never-heard-of', 'The sign-in didn’t work'],
])('%s has words of its own, support, and the reference', (code, heading) => {
  open(`code=${code}&reference=K7QM-4TPX`)
  expect(screen.getByRole('heading', { level: 1, name: heading })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Contact support' })).toBeTruthy()
  expect(screen.getByText('K7QM-4TPX')).toBeTruthy()
})

test('starts again with the right account', async () => {
  const { user, left } = open('code=another-account', { 'POST /api/confirmation/again': { location: '/idp/go' } })
  await user.click(screen.getByRole('button', { name: 'Start again' }))
  await waitFor(() => expect(left).toEqual(['/idp/go']))
})

test('goes to the start page when nothing is left to start again', async () => {
  const { user, left } = open('code=too-late', { 'POST /api/confirmation/again': refusal('not-found', 404) })
  await user.click(screen.getByRole('button', { name: 'Start again' }))
  await waitFor(() => expect(left).toEqual(['/']))
})

test('shows no reference that is none', () => {
  open('code=try-again&reference=%3Cb%3Ecall%20this%20number')
  expect(document.body.textContent).not.toContain('call this number')
})

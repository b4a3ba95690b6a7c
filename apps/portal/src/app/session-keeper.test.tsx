import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { inSeconds, start } from '../testing/data.ts'
import { show } from '../testing/show.tsx'
import { useStart } from './start.ts'
import { SessionKeeper } from './session-keeper.tsx'

afterEach(cleanup)

const signedIn = start.signedIn
if (signedIn === null) throw new Error('The usual start is signed in')
const extended = { 'POST /api/session/extend': { ...signedIn, idleUntil: inSeconds(2_000) } }

test('warns two minutes before the end, and stays on one press', async () => {
  const onEnded = vi.fn()
  const soon = { ...signedIn, idleUntil: inSeconds(100) }
  const { user, asked } = show(<SessionKeeper signedIn={soon} onEnded={onEnded} />, { answers: extended })
  await screen.findByRole('dialog', { name: 'Still there?' })
  await user.click(screen.getByRole('button', { name: 'Stay signed in' }))
  expect(asked.map(({ route }) => route)).toContain('POST /api/session/extend')
  expect(onEnded).not.toHaveBeenCalled()
})

test('ends at its moment, on the server’s clock', async () => {
  const onEnded = vi.fn()
  const { pass } = show(<SessionKeeper signedIn={signedIn} onEnded={onEnded} />)
  pass(901)
  await waitFor(() => expect(onEnded).toHaveBeenCalled())
})

test('does not end what another tab has prolonged', async () => {
  const onEnded = vi.fn()
  const prolonged = { ...start, now: inSeconds(901), signedIn: { ...signedIn, idleUntil: inSeconds(1_800) } }
  const { pass, asked } = show(<Keeper onEnded={onEnded} />, { answers: { 'GET /api/start': prolonged } })
  pass(901)
  await waitFor(() => expect(asked.map(({ route }) => route)).toContain('GET /api/start'))
  await waitFor(() => expect(screen.getByText(prolonged.signedIn.idleUntil)).toBeTruthy())
  expect(onEnded).not.toHaveBeenCalled()
})

/** The keeper as the application uses it: with the session as it is known now. */
function Keeper({ onEnded }: { onEnded: () => void }) {
  const known = useStart().signedIn
  if (known === null) return null
  return (
    <>
      <p>{known.idleUntil}</p>
      <SessionKeeper signedIn={known} onEnded={onEnded} />
    </>
  )
}

test('a person at work keeps it, told seldom; a page left open does not', async () => {
  const { user, asked, pass } = show(<SessionKeeper signedIn={signedIn} onEnded={() => {}} />, { answers: extended })
  await user.click(document.body)
  expect(asked).toEqual([])
  pass(91)
  await user.click(document.body)
  await user.click(document.body)
  expect(asked.map(({ route }) => route)).toEqual(['POST /api/session/extend'])
})

test('after a whole day only a new sign-in helps', async () => {
  const over = { ...signedIn, absoluteUntil: inSeconds(60) }
  show(<SessionKeeper signedIn={over} onEnded={() => {}} />)
  await screen.findByRole('dialog', { name: 'You’ll soon be signed out' })
  expect(screen.queryByRole('button', { name: 'Stay signed in' })).toBeNull()
})

import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { useNow } from '../../app/use-now.ts'
import { phone, phoneId, testNow } from '../../testing/data.ts'
import { refusal, show } from '../../testing/show.tsx'
import { PasscodeCard } from './passcode-card.tsx'

afterEach(cleanup)

const route = `POST /api/devices/${phoneId}/passcode/show`
const shown = { [route]: { passcode: 'k7Mp4w9t', hideAfterSeconds: 300 } }
const androidPhone = { ...phone, platform: 'android' as const }
/** Shows that the page has noticed the time. */
function Clock() {
  return <p>{(useNow(1_000) - testNow) / 1_000} s later</p>
}

const text = () => document.body.textContent

test('the document holds nothing of it before Show, then it is spelled for screen readers', async () => {
  const { user, asked } = show(<PasscodeCard device={androidPhone} showable borrowed={false} />, { answers: shown })
  expect(asked).toEqual([])
  expect(screen.getByRole('img', { name: 'Hidden' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show' }))
  const spelled = 'small k, digit 7, capital M, small p, digit 4, small w, digit 9, small t'
  expect(await screen.findByRole('img', { name: spelled })).toBeTruthy()
  expect(document.querySelectorAll('.ch.n')).toHaveLength(3)
})

test('hides after its time, and the document forgets it', async () => {
  const { user, pass } = show(<PasscodeCard device={androidPhone} showable borrowed={false} />, { answers: shown })
  await user.click(screen.getByRole('button', { name: 'Show' }))
  await screen.findByText('Hides in 5 minutes')
  pass(301)
  await waitFor(() => expect(screen.getByRole('img', { name: 'Hidden' })).toBeTruthy())
  expect(text()).not.toContain('capital M')
})

test('stays when it is kept, and hides when the page is left', async () => {
  const card = <PasscodeCard device={androidPhone} showable borrowed={false} />
  const { user, pass } = show([card, <Clock key="clock" />], { answers: shown })
  await user.click(screen.getByRole('button', { name: 'Show' }))
  await user.click(await screen.findByRole('button', { name: 'Keep showing' }))
  pass(3_000)
  await screen.findByText('3000 s later')
  expect(screen.getByText('Stays until you hide it')).toBeTruthy()
  window.dispatchEvent(new Event('pagehide'))
  await waitFor(() => expect(screen.getByRole('img', { name: 'Hidden' })).toBeTruthy())
})

test('offers no copy on a borrowed device, whose clipboard stays', async () => {
  const { user } = show(<PasscodeCard device={androidPhone} showable borrowed />, { answers: shown })
  await user.click(screen.getByRole('button', { name: 'Show' }))
  expect(await screen.findByRole('button', { name: 'Hide' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull()
})

test('in another session Show is off, and signing in again is the way', () => {
  show(<PasscodeCard device={androidPhone} showable={false} borrowed={false} />)
  expect(screen.getByRole('button', { name: 'Show' }).getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByRole('button', { name: 'Sign in again to see it' })).toBeTruthy()
})

test('once the server wants a fresh sign-in, the page says the same', async () => {
  const { user } = show(<PasscodeCard device={androidPhone} showable borrowed={false} />, {
    answers: { [route]: refusal('fresh-sign-in-needed', 401) },
  })
  await user.click(screen.getByRole('button', { name: 'Show' }))
  expect(await screen.findByRole('button', { name: 'Sign in again to see it' })).toBeTruthy()
})

import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { inSeconds, phone, phoneId, queued, start } from '../../testing/data.ts'
import { refusal, show } from '../../testing/show.tsx'
import ConfirmReset from './confirm-reset.tsx'

afterEach(cleanup)

const post = `POST /api/devices/${phoneId}/requests`
const reset = () => screen.getByRole('button', { name: 'Reset passcode' })

function confirm(closesAt: string, answers = {}, wishes = {}) {
  const onClose = vi.fn()
  const shown = show(<ConfirmReset device={phone} closesAt={closesAt} onClose={onClose} />, { answers, ...wishes })
  return { ...shown, onClose }
}

test('tells the device, what happens, the warning, the tick, more, and the buttons, in this order', () => {
  confirm(inSeconds(290))
  const text = screen.getByRole('dialog', { name: 'Reset your iPhone’s passcode?' }).textContent
  const parts = [
    'Camille’s iPhone · iPhone 13 · serial … 7Q2K',
    'Last seen 2 minutes ago',
    'The passcode of your iPhone is removed. Set a new one right away, in Settings.',
    'Touch ID and Face ID, also for purchases, must then be set up again.',
    'Whoever holds your iPhone can then reach most personal and company information on it.',
    'I have this device with me',
    'I don’t have it',
    'Learn more',
    'Reset passcode',
    'Cancel',
    'Stays open for 5 minutes.',
  ]
  const places = parts.map((part) => text.indexOf(part))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('sends nothing without the tick, and says what is missing', async () => {
  const { user, asked } = confirm(inSeconds(290))
  await user.click(reset())
  expect(screen.getByText('Tick it first, once you hold it.')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('checkbox'))
  expect(asked).toEqual([])
})

test('with the tick, asks once however often it is pressed', async () => {
  const { user, asked } = confirm(inSeconds(290), { [post]: { request: queued, joined: false } })
  await user.click(screen.getByRole('checkbox', { name: 'I have this device with me' }))
  await user.dblClick(reset())
  await waitFor(() => expect(asked.some(({ route }) => route === post)).toBe(true))
  const posts = asked.filter(({ route }) => route === post)
  expect(posts).toEqual([{ route: post, body: { act: 'reset-passcode', deviceInHand: true } }])
})

test.each(['Cancel', 'Close', 'Esc'])('%s closes it and takes the confirmation back', async (way) => {
  const { user, asked, onClose } = confirm(inSeconds(290))
  // What a browser makes of Esc in a modal dialog.
  if (way === 'Esc') fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }))
  else await user.click(screen.getByRole('button', { name: way }))
  expect(onClose).toHaveBeenCalledExactlyOnceWith(false)
  expect(asked.map(({ route }) => route)).toEqual(['POST /api/confirmation/cancel'])
})

test('*I don’t have it* offers support, and no button that opens the device', async () => {
  const { user } = confirm(inSeconds(290))
  await user.click(screen.getByRole('button', { name: 'I don’t have it' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Then don’t open it' }))
  expect(dialog.getByRole('link', { name: /\+33 1 23 45 67 89/ })).toBeTruthy()
  expect(dialog.getByText(/not yet in this version/)).toBeTruthy()
  expect(dialog.queryByRole('button', { name: 'Reset passcode' })).toBeNull()
})

test('*Learn more* opens Help’s section in place', async () => {
  const { user } = confirm(inSeconds(290))
  await user.click(screen.getByRole('button', { name: 'Learn more' }))
  const dialog = within(screen.getByRole('dialog'))
  expect(dialog.getByRole('heading', { name: 'iPhone and iPad' })).toBeTruthy()
  expect(dialog.queryByText('Android')).toBeNull()
})

test('says one factor where one factor is enough', () => {
  confirm(inSeconds(290), {}, { start: { ...start, strength: 'one-factor' } })
  expect(screen.getByRole('dialog').textContent).toContain('You confirmed with one factor.')
})

test('closes as too late when its time is over, on the server’s clock', async () => {
  const { pass, onClose } = confirm(inSeconds(60))
  pass(61)
  await waitFor(() => expect(onClose).toHaveBeenCalledWith(true))
})

test('tells the time left at two minutes and at one', async () => {
  const { pass, said } = confirm(inSeconds(125))
  expect(said()).toBe('')
  pass(6)
  await waitFor(() => expect(said()).toBe('Time left: 2 minutes'))
  pass(60)
  await waitFor(() => expect(said()).toMatch(/^Time left: \d\d seconds$/))
})

test('a sign-in that no longer counts ends it as too late', async () => {
  const { user, onClose } = confirm(inSeconds(290), { [post]: refusal('confirmation-expired', 401) })
  await user.click(screen.getByRole('checkbox'))
  await user.click(reset())
  await waitFor(() => expect(onClose).toHaveBeenCalledWith(true))
})

test('any other refusal is told in plain words, with the reference last', async () => {
  const { user, onClose } = confirm(inSeconds(290), { [post]: refusal('frozen', 409) })
  await user.click(screen.getByRole('checkbox'))
  await user.click(reset())
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toBe(
    'Your organisation has stopped all resets for the moment. Support can tell you more.Reference for support: K7QM-4TPX',
  )
  expect(onClose).not.toHaveBeenCalled()
})

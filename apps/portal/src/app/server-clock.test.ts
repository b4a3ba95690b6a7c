import { expect, test } from 'vitest'
import { createServerClock } from './server-clock.ts'

test('follows the server, whatever the browser’s clock says', () => {
  let browser = Date.parse('1999-12-31T23:59:00Z')
  const clock = createServerClock(() => browser)
  clock.set('2026-11-22T18:42:00.000Z')
  browser += 61_000
  expect(new Date(clock.now()).toISOString()).toBe('2026-11-22T18:43:01.000Z')
})

test('keeps what it knew when told nonsense', () => {
  const clock = createServerClock(() => 1_000)
  clock.set('soon')
  expect(clock.now()).toBe(1_000)
})

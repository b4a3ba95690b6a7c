import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepSaved } from './keep-saved.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('changes close together are one save', async () => {
  const save = vi.fn(async () => undefined)
  const saved = keepSaved(save, 100)
  saved.changed()
  saved.changed()
  await vi.advanceTimersByTimeAsync(100)
  expect(save).toHaveBeenCalledTimes(1)
})

test('closing saves what is owed, and nothing when nothing is', async () => {
  const save = vi.fn(async () => undefined)
  const saved = keepSaved(save, 100)
  await saved.close()
  expect(save).toHaveBeenCalledTimes(0)
  saved.changed()
  await saved.close()
  await vi.advanceTimersByTimeAsync(1000)
  expect(save).toHaveBeenCalledTimes(1)
})

test('a save that failed does not stop the next', async () => {
  const save = vi.fn(async () => undefined)
  save.mockRejectedValueOnce(new Error('disk full'))
  const saved = keepSaved(save, 100)
  saved.changed()
  await vi.advanceTimersByTimeAsync(100)
  saved.changed()
  await vi.advanceTimersByTimeAsync(100)
  expect(save).toHaveBeenCalledTimes(2)
})

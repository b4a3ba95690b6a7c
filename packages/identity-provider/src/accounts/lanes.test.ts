import { expect, test } from 'vitest'
import { BusyError, lanes } from './lanes.ts'

function door() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

test('two at once, the queue waits its turn, one more is refused', async () => {
  const inLane = lanes(2, 1)
  const { open, opened } = door()
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await opened
    running -= 1
  }
  const works = [inLane(work), inLane(work), inLane(work)]
  await expect(inLane(work)).rejects.toThrow(BusyError)
  open()
  await Promise.all(works)
  expect(most).toBe(2)
})

test('a work that fails frees its lane', async () => {
  const inLane = lanes(1, 0)
  await expect(inLane(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(inLane(async () => 'yes')).resolves.toBe('yes')
})

import { expect, test } from 'vitest'
import { kept } from './kept.ts'

test('asked once for all, again after its life, and the old answer outlives a failure', async () => {
  let now = 0
  let asked = 0
  let fails = true
  const get = kept(
    async () => {
      asked += 1
      if (fails) throw new Error('down')
      return asked
    },
    100,
    () => now,
  )
  await expect(get()).rejects.toThrow('down')
  fails = false
  expect(await Promise.all([get(), get(), get()])).toEqual([2, 2, 2])
  now = 99
  expect(await get()).toBe(2)
  now = 100
  fails = true
  expect(await get()).toBe(2)
  fails = false
  expect(await get()).toBe(4)
})

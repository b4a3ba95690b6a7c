import { expect, test } from 'vitest'
import { createSeenBatch } from './seen-batch.ts'
import { handTimer, rememberingLog } from './test-parts.ts'

test('who was here is written once, after five seconds, and again only when someone came', async () => {
  const { timer, pass, pending } = handTimer()
  const written: (readonly string[])[] = []
  const batch = createSeenBatch(async (ids) => void written.push(ids), timer, rememberingLog())
  batch.add('a')
  batch.add('b')
  batch.add('a')
  pass(4_999)
  expect(written).toEqual([])
  pass(1)
  await Promise.resolve()
  expect(written).toEqual([['a', 'b']])
  expect(pending()).toBe(0)
  batch.add('c')
  await batch.close()
  expect(written).toEqual([['a', 'b'], ['c']])
  expect(pending()).toBe(0)
})

test('a failed write is told, and the next one goes on', async () => {
  const { timer, pass } = handTimer()
  const log = rememberingLog()
  const written: (readonly string[])[] = []
  let broken = true
  const write = async (ids: readonly string[]) => {
    if (broken) throw new Error('down')
    written.push(ids)
  }
  const batch = createSeenBatch(write, timer, log)
  batch.add('a')
  pass(5_000)
  await Promise.resolve()
  broken = false
  batch.add('b')
  await batch.close()
  expect(written).toEqual([['b']])
  expect(log.lines).toEqual(['warn last seen not written {"devices":1}'])
})

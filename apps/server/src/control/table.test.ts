import fc from 'fast-check'
import { expect, test } from 'vitest'
import { facts, table, when } from './table.ts'

test('columns are as wide as what stands in them', () => {
  expect(
    table(
      ['name', 'role'],
      [
        ['Camille', 'person'],
        ['李雷', 'support'],
      ],
    ),
  ).toBe(['name     role', 'Camille  person', '李雷     support'].join('\n'))
})

test('names and values', () => {
  expect(
    facts([
      ['name', 'Camille'],
      ['role', 'person'],
    ]),
  ).toBe('name  Camille\nrole  person')
})

test('a device’s name writes nothing to the terminal but itself', () => {
  const printed = fc.property(fc.string({ unit: 'binary' }), (name) => {
    expect(table(['name'], [[name]]).replace('\n', '')).not.toMatch(/[\p{Cc}\u202E\u2028]/u)
  })
  fc.assert(printed)
})

test('times in UTC', () => {
  expect([when('2026-11-22T16:39:43.000Z'), when(null)]).toEqual(['2026-11-22 16:39Z', '–'])
})

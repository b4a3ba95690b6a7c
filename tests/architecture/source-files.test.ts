import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { judgeLengths, judgeSleeps, judgeWords, sourceFiles } from './source-files.ts'

const root = resolve(import.meta.dirname, '../..')
const files = sourceFiles(root)
const longFiles = JSON.parse(readFileSync(join(root, 'scripts/long-files.json'), 'utf8')) as {
  files: Record<string, string>
}

test('no file is longer than 300 lines but the named ones', () => {
  expect(judgeLengths(files, Object.keys(longFiles.files))).toEqual([])
})

test('nothing is put off and no check escaped', () => {
  expect(judgeWords(files)).toEqual([])
})

test('no test sleeps', () => {
  expect(judgeSleeps(files)).toEqual([])
})

test('a long file is found, and a name that is no longer needed', () => {
  const long = { path: 'a.ts', text: 'x\n'.repeat(301) }
  const full = { path: 'b.ts', text: 'x\n'.repeat(300) }
  expect(judgeLengths([long, full], [])).toEqual(['too long: a.ts'])
  expect(judgeLengths([long, full], ['a.ts', 'b.ts'])).toEqual(['no longer long: b.ts'])
})

test('words that put off are found', () => {
  const text = `const a = 1\n// ${'TO' + 'DO'}: later\n/* eslint-${'disable'} */`
  expect(judgeWords([{ path: 'a.ts', text }])).toEqual([
    `a.ts:2: // ${'TO' + 'DO'}: later`,
    `a.ts:3: /* eslint-${'disable'} */`,
  ])
})

test.each([
  'await new Promise((resolve) => setTimeout(resolve, 200))',
  'await new Promise<void>((r) => setTimeout(() => r(), 5))',
  "import { setTimeout } from 'node:timers/promises'",
  'await page.waitForTimeout(100)',
])('a sleep is found: %s', (line) => {
  expect(judgeSleeps([{ path: 'packages/domain/src/a.test.ts', text: line }])).toHaveLength(1)
  expect(judgeSleeps([{ path: 'packages/domain/src/a.ts', text: line }])).toEqual([])
})

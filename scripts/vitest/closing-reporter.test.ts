import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
let folder: string

// Inside the project, so that the fixtures find vitest.
beforeEach(() => {
  mkdirSync(join(root, '.cache'), { recursive: true })
  folder = mkdtempSync(join(root, '.cache/closing-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['passes and failures are counted', "test('a', () => {}); test('b', () => expect(1).toBe(2))", 1, 1, 1],
  ['a skipped test fails', "test('a', () => {}); test.skip('b', () => {})", 1, 1, 1],
  ['a planned test fails', "test('a', () => {}); test.todo('b')", 1, 1, 1],
  ['a test that skips itself fails', "test('a', (context) => context.skip())", 0, 1, 1],
  ['a stray error fails', "test('a', () => { void Promise.reject(new Error('stray')) })", 1, 1, 1],
  ['a file that does not load fails', "throw new Error('broken')", 0, 1, 1],
  ['all is well', "test('a', () => {})", 1, 0, 0],
])('%s', async (_name, code, passed, failed, exitCode) => {
  expect(await run(code)).toEqual({ passed, failed, exitCode })
})

test('a lonely test fails the run', async () => {
  expect(await run("test('a', () => {}); test.only('b', () => {})")).toMatchObject({ exitCode: 1 })
})

async function run(code: string) {
  const tally = join(folder, 'tally.json')
  writeFileSync(join(folder, 'a.test.ts'), `import { expect, test } from 'vitest'\nvoid expect\n${code}\n`)
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `import { closingReporter } from '${join(import.meta.dirname, 'closing-reporter.ts')}'
     export default { test: { allowOnly: false, reporters: [closingReporter()] } }`,
  )
  const program = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder]
  const env = { PATH: process.env['PATH'], LATCHKEY_TEST_TALLY: tally }
  const exitCode = await new Promise<number>((settle) => {
    execFile(process.execPath, program, { cwd: folder, env }, (error) => settle(Number(error?.code ?? 0)))
  })
  return { ...(JSON.parse(readFileSync(tally, 'utf8')) as object), exitCode }
}

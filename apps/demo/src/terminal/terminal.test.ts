import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makePassword } from '../seed/people.ts'
import type { Demo } from '../start-demo.ts'
import { announce } from './announce.ts'
import { failureSentence, progressLine } from './sentences.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'latchkey-demo-'))
})
afterEach(() => rmSync(data, { recursive: true }))

const demo = (): Demo => ({ origin: 'http://localhost:8080', data, password: 'made-for-this', close: async () => {} })

test('on a terminal it says the password, and leaves none in a file', async () => {
  let said = ''
  writeFileSync(join(data, 'demo-password'), 'of the last start')
  await announce(demo(), (text) => (said += text), true)
  expect(said).toMatch(/^Latchkey is ready at http:\/\/localhost:8080\n/)
  expect(said).toContain('made-for-this')
  expect(said).toContain('http://localhost:8080/demo/wall')
  expect(said).toContain('camille@contoso.example')
  expect(existsSync(join(data, 'demo-password'))).toBe(false)
})

test('without a terminal the password goes to a file of its owner alone, and it says where', async () => {
  let said = ''
  await announce(demo(), (text) => (said += text), false)
  const file = join(data, 'demo-password')
  expect(said).not.toContain('made-for-this')
  expect(said).toContain(file)
  expect(readFileSync(file, 'utf8')).toBe('made-for-this\n')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a port that is taken, with the command that helps', () => {
  const taken = Object.assign(new Error('Port 8080 is taken by another program.'), { code: 'port-taken' })
  expect(failureSentence(taken, 8080)).toContain('LATCHKEY_PORT=8081 npm start')
})

test('a database of the other kind, with what helps', () => {
  const real = Object.assign(new Error('This database was made for real use, not demo'), {
    code: 'database-stamped-otherwise',
  })
  expect(failureSentence(real, 8080)).toMatch(/^This database was made for real use, not demo\. .*LATCHKEY_DATA=/)
})

test('what was set aside is told by its name', () => {
  expect(progressLine('set-aside', true, 'database.set-aside-1')).toContain('kept as database.set-aside-1;')
})

test('a second start says little', () => {
  const steps = ['folder', 'database', 'people', 'devices'] as const
  expect(steps.filter((step) => progressLine(step, false) !== null)).toEqual(['database'])
})

test('passwords are of four groups, and never twice the same', () => {
  const made = Array.from({ length: 50 }, makePassword)
  expect(made.every((password) => /^([a-z3-9]{4}-){3}[a-z3-9]{4}$/.test(password))).toBe(true)
  expect(new Set(made).size).toBe(50)
})

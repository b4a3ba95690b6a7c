import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readDemoConfig } from './config.ts'

test('without a word it listens on this computer, port 8080, in ./data/demo', () => {
  const data = resolve('data/demo')
  expect(readDemoConfig({})).toEqual({ port: 8080, host: '127.0.0.1', origin: null, data, logLevel: 'warn' })
})

test.each([
  ['LATCHKEY_HOST', '0.0.0.0'],
  ['LATCHKEY_HOST', '192.168.1.4'],
  ['LATCHKEY_ORIGIN', 'https://localhost:8080'],
  ['LATCHKEY_ORIGIN', 'http://portal.example.org'],
  ['LATCHKEY_ORIGIN', 'http://localhost:8080/path'],
  ['LATCHKEY_ORIGIN', 'localhost'],
  ['LATCHKEY_DATABASE_URL', 'postgresql://db/latchkey'],
  ['LATCHKEY_DATABASE_URL_FILE', '/run/secrets/url'],
])('%s=%s stops it with a sentence that names the way for real devices', (name, value) => {
  expect(() => readDemoConfig({ [name]: value })).toThrow(/LATCHKEY_\w+.*npm run serve/)
})

test.each(['eight', '-1', '65536', '80.5', ''])('LATCHKEY_PORT=%s stops it', (port) => {
  expect(() => readDemoConfig({ LATCHKEY_PORT: port })).toThrow(/LATCHKEY_PORT/)
})

test('other loopback names are fine', () => {
  const environment = { LATCHKEY_HOST: '::1', LATCHKEY_ORIGIN: 'http://[::1]:9000', LATCHKEY_PORT: '0' }
  expect(readDemoConfig(environment)).toMatchObject({ port: 0, host: '::1', origin: 'http://[::1]:9000' })
})

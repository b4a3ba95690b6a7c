import { copyFileSync } from 'node:fs'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import type { Log } from '../parts.ts'
import { bind } from './bind.ts'
import { ask, certificateFolder } from './test-tls.ts'
import { expiryStage, expiryTeller } from './tls-expiry.ts'
import { readTlsPair, TlsPairError } from './tls-pair.ts'
import { watchTls } from './tls-watch.ts'

const folder = certificateFolder()
afterAll(() => folder.remove())
const [first, second] = [folder.make('first'), folder.make('second')]

function recording() {
  const lines: string[] = []
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  return { lines, log }
}

test.each([
  ['31', null],
  ['30.5', null],
  ['30', 30],
  ['14.1', 30],
  ['14', 14],
  ['7', 7],
  ['1', 1],
  ['0.1', 1],
  ['0', 0],
  ['-3', 0],
])('%s days before the end the stage is %s', (days, stage) => {
  const now = new Date('2026-05-01T00:00:00Z')
  expect(expiryStage(new Date(now.getTime() + Number(days) * 86_400_000), now)).toBe(stage)
})

test('each stage is told once, the end as an error; a renewed certificate begins anew', () => {
  const { lines, log } = recording()
  const tell = expiryTeller('tls', log)
  const expires = new Date('2026-05-31T00:00:00Z')
  for (const day of ['2026-04-01', '2026-05-02', '2026-05-03', '2026-05-17', '2026-05-24', '2026-05-30', '2026-06-01'])
    tell(expires, new Date(day))
  tell(new Date('2027-05-31T00:00:00Z'), new Date('2026-06-01'))
  expect(lines.map((line) => line.replace(/ \{.*"daysLeft":(-?\d+)\}/, ' $1'))).toEqual([
    'warn a certificate expires soon 29',
    'warn a certificate expires soon 14',
    'warn a certificate expires soon 7',
    'warn a certificate expires soon 1',
    'error a certificate has expired -1',
  ])
})

test.each([
  ['is missing', { certificate: folder.path('none'), key: first.key }, /none can't be read/],
  ['is a key', { certificate: first.key, key: first.key }, /first\.key does not hold a certificate/],
  [
    'has a certificate as its key',
    { certificate: first.certificate, key: second.certificate },
    /not hold a private key/,
  ],
  ['has the key of another', { certificate: first.certificate, key: second.key }, /second\.key is not the key/],
])('a pair that %s is refused', (_what, files, sentence) => {
  expect(() => readTlsPair(files)).toThrow(TlsPairError)
  expect(() => readTlsPair(files)).toThrow(sentence)
})

test('new files are used for new connections without a restart; half a pair never is', async () => {
  const { lines, log } = recording()
  const files = { certificate: folder.path('live.pem'), key: folder.path('live.key') }
  copyFileSync(first.certificate, files.certificate)
  copyFileSync(first.key, files.key)
  const watch = watchTls(files, log, (pair) => door.renew(pair), 20)
  onTestFinished(() => watch.stop())
  const door = await bind('127.0.0.1', 0, { pair: watch.current(), clientCertificates: false })
  onTestFinished(() => door.close())
  door.serve((_request, response) => response.end('here'))
  const { port } = door
  expect(await ask({ port })).toMatchObject({ body: 'here', name: 'first' })

  copyFileSync(second.certificate, files.certificate)
  await expect.poll(() => lines.join()).toContain('not usable yet')
  expect(await ask({ port })).toMatchObject({ name: 'first' })

  copyFileSync(second.key, files.key)
  await expect.poll(async () => (await ask({ port })).name).toBe('second')
  expect(lines.join()).not.toContain('PRIVATE')
})

import { randomBytes, randomUUID } from 'node:crypto'
import {
  createAccountStore,
  createAttemptStore,
  createProviderRecordStore,
  createSecondFactorStore,
  createSetUpStore,
} from '@latchkey/postgres'
import { createTestDatabase } from '@latchkey/postgres/test'
import type { TestDatabase } from '@latchkey/postgres/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../http/app.ts'
import { openKeyring } from '../secrets/keyring.ts'
import { joinSignIn } from './join.ts'
import { createSetUpLink } from './set-up-link.ts'
import { browser, origin, silentLog } from './test-portal.ts'
import { totp } from './test-totp.ts'

/* The embedded provider's second factors on the stores and the keyring that they run on. */

const password = 'a door that stands open'
let held: TestDatabase
beforeAll(async () => {
  held = await createTestDatabase('embedded')
})
afterAll(() => held.drop())

test('set up by a link, signed in by a code, then by a recovery code, which is gone', async () => {
  const { database } = held
  const accounts = createAccountStore(database)
  const setUps = createSetUpStore(database)
  const subject = randomUUID()
  const email = `${subject}@contoso.example`
  await accounts.add({ subject, email, name: 'Camille', passwordHash: null })
  const told: object[] = []
  const contact = { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null }
  const { routes } = await joinSignIn({
    database,
    embedded: {
      accounts,
      records: createProviderRecordStore(database),
      attempts: createAttemptStore(database),
      secondFactors: createSecondFactorStore(database),
      setUps,
    },
    keyring: await openKeyring(database, randomBytes(32)),
    house: { strength: { kind: 'one-factor' }, noticesWork: true },
    told: async (news) => void told.push(news),
    log: silentLog,
    config: {
      organisation: { name: 'Contoso', colour: '#0e5a6b', logoUrl: null, privacyUrl: null, contact },
      provider: { kind: 'embedded' },
      outboundRoots: null,
    },
    origin,
  })
  const app = await createApp({ origin: () => origin, hosts: [], log: silentLog })
  await app.register(routes)
  const at = browser(app)
  const half = async () => {
    const page = String((await at.get(await at.begin())).headers['location'])
    expect((await at.form(page, { email, password })).headers['location']).toBe(page)
    return page
  }

  const { path } = await createSetUpLink({ setUps, origin }, subject)
  await at.form(path, { step: 'password', password, again: password })
  const secret = /secret=([A-Z2-7]{32})/.exec((await at.get(path)).body)?.[1] ?? ''
  await at.form(path, { step: 'authenticator', code: totp(secret, await database.clock()) })
  const codes = [...(await at.get(path)).body.matchAll(/<li><code>([^<]+)/g)].map(([, code = '']) => code)
  expect((await at.form(path, { step: 'kept', kept: 'yes' })).statusCode).toBe(303)
  expect((await at.get(path)).body).toContain('This link was used already')

  await held.shiftClock(60_000)
  expect((await at.form(await half(), { code: totp(secret, await database.clock()) })).statusCode).toBe(303)
  const page = await half()
  expect((await at.form(page, { code: totp(secret, await database.clock()) })).statusCode).toBe(422)
  expect((await at.form(page, { recovery: codes[3] ?? '' })).statusCode).toBe(303)
  expect((await at.form(await half(), { recovery: codes[3] ?? '' })).statusCode).toBe(422)
  expect(told).toEqual([
    { kind: 'credentials-set', subject },
    { kind: 'recovery-code-used', subject, left: 9 },
  ])
  await app.close()
})

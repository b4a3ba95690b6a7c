import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createScepReader, openScepAuthority, type ScepPolicy } from '../index.ts'

/* Messages of clients that we did not write; ../../testdata/scep/README.md tells which. */
const recorded = (name: string) => readFileSync(join(import.meta.dirname, '../../testdata/scep', name))
const authority = openScepAuthority({ certificate: recorded('authority.der'), privateKey: recorded('authority.pk8') })

const read = (name: string, policy: ScepPolicy = {}, now = '2026-12-01') =>
  createScepReader(authority, policy)(recorded(`${name}.der`), new Date(now))

test.each([
  ['strongswan-5.9.8-enrol', 'sha256', 'aes-128-cbc'],
  ['pyscep-0.0.14-enrol', 'sha512', 'aes-256-cbc'],
])('%s', (name, digest, cipher) => {
  const said = { kind: 'enrol', challenge: 'open sesame', message: { digest }, sealing: { cipher: { name: cipher } } }
  expect(read(name)).toMatchObject(said)
})

test('strongSwan renews under a new key, while the old certificate is valid', () => {
  const said = { kind: 'renew', challenge: null, sealing: { cipher: { name: 'des-ede3-cbc', keyLength: 24 } } }
  expect(read('strongswan-5.9.8-renew')).toMatchObject(said)
  expect(read('strongswan-5.9.8-renew', {}, '2027-06-01')).toMatchObject({ refusal: 'renewal-unproven' })
})

test.each(['enrol', 'renew'])('micromdm, %s: DES and SHA-1, by the test switch alone', (kind) => {
  expect(read(`micromdm-2-${kind}`)).toMatchObject({ kind: 'refused', refusal: 'algorithm', failInfo: 'badAlg' })
  expect(read(`micromdm-2-${kind}`, { weakAlgorithmsForTests: true })).toMatchObject({
    kind,
    challenge: 'open sesame',
    message: { digest: 'sha1' },
    sealing: { cipher: { keyLength: 8 } },
  })
})

import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { createDeviceCa, DeviceKeyError, issueDeviceCertificate, openDeviceCa, type DeviceCaFiles } from './index.ts'

const now = new Date('2026-06-01T12:00:00Z')
let files: DeviceCaFiles

beforeAll(async () => {
  files = await createDeviceCa({ commonName: 'Contoso, Ltd. "devices" + é', now })
})

const spki = (keys: ReturnType<typeof generateKeyPairSync>) => keys.publicKey.export({ format: 'der', type: 'spki' })

async function issue(publicKey: Uint8Array, commonName = 'a-device') {
  const issued = await issueDeviceCertificate(await openDeviceCa(files), { publicKey, commonName, days: 10, now })
  return new X509Certificate(issued.certificate)
}

test('the authority is one, for twenty years', () => {
  const certificate = new X509Certificate(files.certificate)
  expect(certificate.ca).toBe(true)
  expect(certificate.subject).toBe('CN=Contoso\\, Ltd. \\"devices\\" \\+ é')
  expect(certificate.validToDate).toEqual(new Date('2046-06-01T12:00:00Z'))
  expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
})

test('a device’s certificate: ours, for its key, for clients, with a number of its own', async () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const [first, second] = [await issue(spki(keys)), await issue(spki(keys))]
  const authority = new X509Certificate(files.certificate)
  expect(first.checkIssued(authority) && first.verify(authority.publicKey)).toBe(true)
  expect(first.publicKey.equals(keys.publicKey)).toBe(true)
  expect(first.ca).toBe(false)
  expect(first.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
  expect(first.subject).toBe('CN=a-device')
  expect(first.validToDate).toEqual(new Date('2026-06-11T12:00:00Z'))
  expect(first.serialNumber).not.toBe(second.serialNumber)
})

test('a name can not smuggle in a second one', async () => {
  const certificate = await issue(spki(generateKeyPairSync('ec', { namedCurve: 'P-256' })), 'x, O=Other\nCN=y')
  expect(certificate.toLegacyObject().subject).toEqual({ CN: 'x, O=Other\nCN=y' })
})

test.each([
  ['RSA of 1024 bits', () => spki(generateKeyPairSync('rsa', { modulusLength: 1024 }))],
  ['a curve that no device uses', () => spki(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }))],
  ['Ed25519', () => spki(generateKeyPairSync('ed25519'))],
  ['no key', () => Uint8Array.of(1, 2, 3)],
])('refused: %s', async (_what, key) => {
  await expect(issue(key())).rejects.toBeInstanceOf(DeviceKeyError)
})

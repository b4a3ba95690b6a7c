import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { beforeAll, expect, test } from 'vitest'
import { createCertificateTrust } from './certificate-trust.ts'
import type { DeviceCa } from './index.ts'
import { makeCa, makeIdentity } from './test/index.ts'

const now = new Date('2026-06-01T12:00:00Z')
const day = 86_400_000
const serverAuthentication = '1.3.6.1.5.5.7.3.1'

let ca: DeviceCa

beforeAll(async () => {
  ca = await makeCa('Latchkey devices', now)
})

/** A certificate of the device authority, made for something else than devices. */
async function issueOther(extensions: x509.Extension[]): Promise<Uint8Array> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const { publicKey } = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=other',
    issuer: ca.name,
    serialNumber: '01',
    notBefore: now,
    notAfter: new Date(now.getTime() + day),
    publicKey,
    signingKey: ca.key,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    extensions,
  })
  return new Uint8Array(certificate.rawData)
}

test('an authority’s certificate that is for servers, or for authorities, is no device’s', async () => {
  const judge = createCertificateTrust([ca.certificate])
  expect(judge(await issueOther([new x509.ExtendedKeyUsageExtension([serverAuthentication])]))).toBe('certificate-use')
  expect(judge(await issueOther([new x509.BasicConstraintsExtension(true)]))).toBe('certificate-use')
  expect(judge(await issueOther([]))).toMatchObject({ serialNumber: '01' })
})

test('one of several authorities is enough, none is not', async () => {
  const { certificate } = await makeIdentity(ca, { now })
  const other = await makeCa('Other devices', now)
  expect(createCertificateTrust([other.certificate, ca.certificate])(certificate)).toMatchObject({
    notBefore: expect.any(Date) as Date,
  })
  expect(createCertificateTrust([other.certificate])(certificate)).toBe('certificate-untrusted')
  expect(createCertificateTrust([])(certificate)).toBe('certificate-untrusted')
})

test('what is remembered is bounded: the oldest is judged anew', async () => {
  const judge = createCertificateTrust([ca.certificate], 1)
  const [first, second] = [await makeIdentity(ca, { now }), await makeIdentity(ca, { now })]
  const verdict = judge(first.certificate)
  expect(judge(first.certificate)).toBe(verdict)
  expect(judge(second.certificate)).toMatchObject({ hash: second.hash })
  expect(judge(first.certificate)).not.toBe(verdict)
  expect(judge(first.certificate)).toEqual(verdict)
})

test('bytes that are no certificate', async () => {
  const judge = createCertificateTrust([ca.certificate])
  const { certificate } = await makeIdentity(ca, { now })
  expect(judge(Uint8Array.of(0x30, 0))).toBe('certificate-malformed')
  expect(judge(Buffer.concat([certificate, Buffer.from([0])]))).toBe('certificate-malformed')
  expect(judge(Buffer.from(certificate).subarray(1))).toBe('certificate-malformed')
})

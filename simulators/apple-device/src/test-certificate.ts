import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { generateKey } from './key.ts'

export type Issued = { readonly certificate: Uint8Array; readonly privateKeyPem: string; readonly rootPem: string }

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}

/** For this folder's tests: a root made for the occasion, and a device certificate that it issued. */
export async function issueCertificate(): Promise<Issued> {
  const { crypto } = globalThis
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Root for tests',
    keys,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(true)],
  })
  const { privateKeyPem, spkiDer } = await generateKey()
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=Device',
    issuer: root.subject,
    publicKey: await crypto.subtle.importKey('spki', new Uint8Array(spkiDer), algorithm, true, ['verify']),
    signingKey: keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])],
  })
  return { certificate: new Uint8Array(certificate.rawData), privateKeyPem, rootPem: root.toString('pem') }
}

import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

/** What a TLS server needs, and the root that its clients must trust. */
export type TlsIdentity = { readonly certPem: string; readonly keyPem: string; readonly rootPem: string }

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** A root of its own and a certificate for this machine's loopback names, good for 30 days. */
export async function makeTlsIdentity(now: Date = new Date()): Promise<TlsIdentity> {
  const { subtle } = globalThis.crypto
  const rootKeys = await subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const keys = await subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const validity = { notBefore: daysFrom(now, -1), notAfter: daysFrom(now, 30), signingAlgorithm: algorithm }
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Push stand-in root',
    keys: rootKeys,
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  })
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: root.subject,
    publicKey: keys.publicKey,
    signingKey: rootKeys.privateKey,
    ...validity,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  })
  const pkcs8 = await subtle.exportKey('pkcs8', keys.privateKey)
  return {
    certPem: certificate.toString('pem'),
    keyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    rootPem: root.toString('pem'),
  }
}

function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 86_400_000)
}

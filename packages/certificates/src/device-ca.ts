import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { hashCertificate } from './certificate-trust.ts'
import { isDeviceKey, readPublicKey } from './device-key.ts'
import { openScepAuthority, type ScepAuthority } from './scep/authority.ts'

/** The authority that issues devices' identities. The private key is PKCS #8; keep it sealed. */
export type DeviceCaFiles = { readonly certificate: Uint8Array; readonly privateKey: Uint8Array }

/** The authority opened for issuing, and for answering by SCEP. */
export type DeviceCa = {
  readonly certificate: Uint8Array
  readonly key: webcrypto.CryptoKey
  readonly name: string
  readonly scep: ScepAuthority
}

/** RSA, since a SCEP client encrypts to this key; 3072 bits for a life of 20 years (NIST SP 800-57 part 1). */
const caKey = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const caYears = 20
const day = 86_400_000

/** Makes a device authority: self-signed, no further authorities below it. Takes about a second. */
export async function createDeviceCa(options: {
  readonly commonName: string
  readonly now: Date
}): Promise<DeviceCaFiles> {
  const keys = await webcrypto.subtle.generateKey(
    { ...caKey, modulusLength: 3072, publicExponent: Uint8Array.of(1, 0, 1) },
    true,
    ['sign', 'verify'],
  )
  const notAfter = new Date(options.now)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + caYears)
  const use = x509.KeyUsageFlags
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: nameOf(options.commonName),
    serialNumber: newSerialNumber(),
    notBefore: new Date(options.now.getTime() - day),
    notAfter,
    keys,
    signingAlgorithm: caKey,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(use.digitalSignature | use.keyEncipherment | use.keyCertSign | use.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const privateKey = new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  return { certificate: new Uint8Array(certificate.rawData), privateKey }
}

/** Opens an authority for issuing; throws when certificate or key can't be read. */
export async function openDeviceCa(files: DeviceCaFiles): Promise<DeviceCa> {
  const key = await webcrypto.subtle.importKey('pkcs8', Uint8Array.from(files.privateKey), caKey, false, ['sign'])
  const certificate = Uint8Array.from(files.certificate)
  return { certificate, key, name: new x509.X509Certificate(certificate).subject, scep: openScepAuthority(files) }
}

export type DeviceIdentity = {
  readonly certificate: Uint8Array
  /** SHA-256 of the certificate, to pin an enrolment to. */
  readonly hash: Uint8Array
}

/** Error of `issueDeviceCertificate`: the key is too weak or of a kind that no device uses. */
export class DeviceKeyError extends Error {
  readonly code = 'device-key-refused'
}

/**
 * Issues a device's identity for its public key (SPKI, DER): RSA of 2048 bits or more, or P-256 or P-384. The subject
 * is ours, whatever the device asked for.
 */
export async function issueDeviceCertificate(
  ca: DeviceCa,
  identity: {
    readonly publicKey: Uint8Array
    readonly commonName: string
    readonly days: number
    readonly now: Date
  },
): Promise<DeviceIdentity> {
  const publicKey = readIdentityKey(identity.publicKey)
  const use = x509.KeyUsageFlags
  const certificate = await x509.X509CertificateGenerator.create({
    subject: nameOf(identity.commonName),
    issuer: ca.name,
    serialNumber: newSerialNumber(),
    // A device's clock may be behind; its certificate should not be of tomorrow.
    notBefore: new Date(identity.now.getTime() - day),
    notAfter: new Date(identity.now.getTime() + identity.days * day),
    publicKey,
    signingKey: ca.key,
    signingAlgorithm: caKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(use.digitalSignature | use.keyEncipherment, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(new x509.X509Certificate(ca.certificate)),
    ],
  })
  const der = new Uint8Array(certificate.rawData)
  return { certificate: der, hash: hashCertificate(der) }
}

function readIdentityKey(spki: Uint8Array): x509.PublicKey {
  try {
    if (isDeviceKey(readPublicKey(spki))) return new x509.PublicKey(Uint8Array.from(spki))
  } catch (cause) {
    throw new DeviceKeyError('The device key can not be read', { cause })
  }
  throw new DeviceKeyError('The device key is too weak or of a kind not supported')
}

function nameOf(commonName: string): x509.Name {
  return new x509.Name([{ CN: [{ utf8String: commonName }] }])
}

/** Positive, 127 random bits. */
function newSerialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return Buffer.from(bytes).toString('hex')
}

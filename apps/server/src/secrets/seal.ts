import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { generateKeyPairSync, hkdfSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/*
 * One sealed record:  version 1 | ephemeral public key 32 | wrap nonce 12 | wrapped data key 32+16 | nonce 12 | data | tag 16
 *
 * The data is encrypted under a data key of its own (AES-256-GCM); the data key is wrapped under a key agreed between
 * a one-time X25519 key and the purpose's public key (HKDF-SHA-256). Whoever seals needs no private key. `bound` is
 * authenticated with both, so that a record moved to another row, field or purpose does not open.
 */

const version = 1
const keyLength = 32
const nonceLength = 12
const tagLength = 16
const wrappedLength = keyLength + tagLength
const headerLength = 1 + keyLength + nonceLength + wrappedLength + nonceLength

/** A sealed record did not open: damaged, moved, or sealed to another key. Says nothing of which. */
export class SealError extends Error {
  readonly code = 'seal-broken'

  constructor(cause?: unknown) {
    super('A sealed record did not open', { cause })
  }
}

/** Seals `plain` to a public key (raw X25519, 32 bytes). */
export function sealTo(publicKey: Uint8Array, bound: string, plain: Uint8Array): Uint8Array {
  const oneTime = generateKeyPairSync('x25519')
  const oneTimePublic = rawPublicKey(oneTime.publicKey)
  const wrapKey = agreedKey(oneTime.privateKey, publicKeyFromRaw(publicKey), oneTimePublic, publicKey)
  const dataKey = randomBytes(keyLength)
  try {
    const wrapped = encrypt(wrapKey, bound, dataKey)
    const data = encrypt(dataKey, bound, plain)
    return Buffer.concat([Buffer.of(version), oneTimePublic, wrapped, data])
  } finally {
    dataKey.fill(0)
    wrapKey.fill(0)
  }
}

/** Opens what was sealed to the pair of this private key (raw X25519, 32 bytes); throws SealError. */
export function openWith(privateKey: Uint8Array, publicKey: Uint8Array, bound: string, sealed: Uint8Array): Uint8Array {
  if (sealed.length < headerLength + tagLength || sealed[0] !== version) throw new SealError()
  const oneTimePublic = sealed.subarray(1, 1 + keyLength)
  const wrapped = sealed.subarray(1 + keyLength, 1 + keyLength + nonceLength + wrappedLength)
  const data = sealed.subarray(1 + keyLength + nonceLength + wrappedLength)
  try {
    const own = privateKeyFromRaw(privateKey, publicKey)
    const wrapKey = agreedKey(own, publicKeyFromRaw(oneTimePublic), oneTimePublic, publicKey)
    const dataKey = decrypt(wrapKey, bound, wrapped)
    const plain = decrypt(dataKey, bound, data)
    wrapKey.fill(0)
    dataKey.fill(0)
    return plain
  } catch (cause) {
    throw new SealError(cause)
  }
}

/** AES-256-GCM under a symmetric key: nonce 12 | data | tag 16. */
export function encrypt(key: Uint8Array, bound: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The reverse of `encrypt`; throws when anything was changed. */
export function decrypt(key: Uint8Array, bound: string, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength)).setAAD(Buffer.from(bound))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()])
}

/** A new X25519 pair, raw. */
export function newKeyPair(): { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const jwk = privateKey.export({ format: 'jwk' })
  return { publicKey: rawPublicKey(publicKey), privateKey: Buffer.from(jwk.d ?? '', 'base64url') }
}

function agreedKey(own: KeyObject, other: KeyObject, oneTime: Uint8Array, recipient: Uint8Array): Buffer {
  const shared = diffieHellman({ privateKey: own, publicKey: other })
  const salt = Buffer.concat([oneTime, recipient])
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'latchkey seal 1', keyLength))
  shared.fill(0)
  return key
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
}

function publicKeyFromRaw(raw: Uint8Array): KeyObject {
  return createPublicKey({
    key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(raw).toString('base64url') },
    format: 'jwk',
  })
}

function privateKeyFromRaw(raw: Uint8Array, publicKey: Uint8Array): KeyObject {
  const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  return createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', d: encode(raw), x: encode(publicKey) }, format: 'jwk' })
}

import { createHmac, randomBytes } from 'node:crypto'
import { Secret } from '@latchkey/domain'
import type { Database } from '@latchkey/domain'
import type { Keyring, SealPurpose } from '../parts.ts'
import { decrypt, encrypt, newKeyPair, openWith, SealError, sealTo } from './seal.ts'

export const sealPurposes: readonly SealPurpose[] = [
  'unlock-token',
  'temporary-passcode',
  'session',
  'second-factor',
  'device-ca',
  'push-key',
]

type PurposeKeys = {
  readonly publicKey: Uint8Array
  readonly privateKey: Uint8Array | null
  readonly hmacKey: Uint8Array
}

/** The key-encryption key does not open this database's keys. */
export class WrongKeyError extends Error {
  readonly code = 'wrong-key'

  constructor(cause: unknown) {
    super('The key file does not belong to this database: its keys do not open', { cause })
  }
}

/**
 * Opens the database's keyring, making it at the first start: a key pair and a fingerprint key for each purpose,
 * wrapped by the key-encryption key. Of a purpose that is not in `mayOpen` the private key is not even unwrapped.
 */
export async function openKeyring(
  database: Database,
  keyEncryptionKey: Uint8Array,
  mayOpen: readonly SealPurpose[] = sealPurposes,
): Promise<Keyring> {
  const keys = new Map<SealPurpose, PurposeKeys>()
  for (const purpose of sealPurposes) {
    const name = `keyring/${purpose}`
    const stored = await database.transaction(async ({ settings }) => {
      return (await settings.get(name)) ?? (await settings.setOnce(name, newPurposeKeys(keyEncryptionKey, purpose)))
    })
    keys.set(purpose, unwrap(stored, keyEncryptionKey, purpose, mayOpen.includes(purpose)))
  }
  return keyringOf(keys)
}

function keyringOf(keys: ReadonlyMap<SealPurpose, PurposeKeys>): Keyring {
  const of = (purpose: SealPurpose): PurposeKeys => {
    const found = keys.get(purpose)
    if (found === undefined) throw new SealError()
    return found
  }
  return {
    seal: (purpose, context, plain) => sealTo(of(purpose).publicKey, `${purpose}|${context}`, plain),
    open(purpose, context, sealed) {
      const { privateKey, publicKey } = of(purpose)
      if (privateKey === null) throw new SealError()
      return new Secret(openWith(privateKey, publicKey, `${purpose}|${context}`, sealed))
    },
    fingerprint: (purpose, plain) => createHmac('sha256', of(purpose).hmacKey).update(plain).digest(),
  }
}

function newPurposeKeys(keyEncryptionKey: Uint8Array, purpose: SealPurpose): string {
  const { publicKey, privateKey } = newKeyPair()
  return JSON.stringify({
    publicKey: Buffer.from(publicKey).toString('base64'),
    privateKey: encrypt(keyEncryptionKey, `keyring|${purpose}|private`, privateKey).toString('base64'),
    hmacKey: encrypt(keyEncryptionKey, `keyring|${purpose}|hmac`, randomBytes(32)).toString('base64'),
  })
}

function unwrap(stored: string, keyEncryptionKey: Uint8Array, purpose: SealPurpose, mayOpen: boolean): PurposeKeys {
  try {
    const fields = JSON.parse(stored) as Record<'publicKey' | 'privateKey' | 'hmacKey', string>
    const bytes = (field: keyof typeof fields) => Buffer.from(fields[field], 'base64')
    return {
      publicKey: bytes('publicKey'),
      privateKey: mayOpen ? decrypt(keyEncryptionKey, `keyring|${purpose}|private`, bytes('privateKey')) : null,
      hmacKey: decrypt(keyEncryptionKey, `keyring|${purpose}|hmac`, bytes('hmacKey')),
    }
  } catch (cause) {
    throw new WrongKeyError(cause)
  }
}

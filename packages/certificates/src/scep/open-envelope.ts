import { constants, createHmac, privateDecrypt } from 'node:crypto'
import type { ScepAuthority } from './authority.ts'
import { decryptContent } from './ciphers.ts'
import type { Envelope } from './envelope.ts'
import { stripBlockPadding, takeKeyOaep, takeKeyPkcs1 } from './unpad.ts'

/**
 * What stands in an envelope; never fails. Where the key, its padding or the content's padding is wrong, what comes out
 * is noise, made from the envelope itself (implicit rejection, draft-irtf-cfrg-rsa-guidance section 7): the one reader
 * behind this refuses noise and a bad request alike, with one code.
 */
export function openEnvelope(envelope: Envelope, authority: ScepAuthority): Uint8Array {
  const { cipher, transport, encryptedKey } = envelope
  const noise = createHmac('sha512', authority.rejectionKey).update(encryptedKey).digest()
  const fallback = noise.subarray(0, cipher.keyLength)
  const block = decryptBlock(authority, encryptedKey)
  const key = transport === 'pkcs1' ? takeKeyPkcs1(block, fallback) : takeKeyOaep(block, transport, fallback)
  const content = decryptContent(cipher, key, envelope.iv, envelope.content)
  block.fill(0)
  key.fill(0)
  return stripBlockPadding(content, cipher.blockLength)
}

/** The bare RSA operation. It refuses numbers that are too great only: a thing of the ciphertext, not of a secret. */
function decryptBlock({ privateKey }: ScepAuthority, encryptedKey: Uint8Array): Buffer {
  try {
    return privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, encryptedKey)
  } catch {
    return Buffer.alloc((privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8)
  }
}

import { constants, publicEncrypt, randomBytes, X509Certificate } from 'node:crypto'
import { readBer } from '../ber.ts'
import { der, derInteger, derNull, derOctets, derOid, derSequence, derSetOf } from '../der.ts'
import { oid } from '../object-identifiers.ts'
import { digestIdentifier } from '../signature-algorithms.ts'
import { nameOfCertificate } from '../signed-message.ts'
import { encryptContent, type ContentCipher } from './ciphers.ts'
import type { KeyTransport } from './envelope.ts'

/** How an envelope is closed. An answer is closed as the message was that it answers: its sender can do that much. */
export type Sealing = { readonly cipher: ContentCipher; readonly transport: KeyTransport }

/** An EnvelopedData (RFC 5652 section 6), DER, for the holder of an RSA certificate. */
export function sealEnvelope(content: Uint8Array, recipient: Uint8Array, { cipher, transport }: Sealing): Buffer {
  const key = randomBytes(cipher.keyLength)
  const iv = randomBytes(cipher.blockLength)
  const { issuer, serial } = nameOfCertificate(readBer(recipient))
  const recipientInfo = derSequence(
    derInteger(0),
    derSequence(issuer.raw, serial.raw),
    transportAlgorithm(transport),
    derOctets(encryptKey(key, recipient, transport)),
  )
  const encrypted = derSequence(
    derOid(oid.data),
    derSequence(derOid(cipher.identifier), derOctets(iv)),
    der(0x80, encryptContent(cipher, key, iv, content)),
  )
  key.fill(0)
  const enveloped = derSequence(derInteger(0), derSetOf(recipientInfo), encrypted)
  return derSequence(derOid(oid.envelopedData), der(0xa0, enveloped))
}

function encryptKey(key: Uint8Array, recipient: Uint8Array, transport: KeyTransport): Buffer {
  const { publicKey } = new X509Certificate(recipient)
  if (transport === 'pkcs1') return publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, key)
  return publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: transport.label }, key)
}

function transportAlgorithm(transport: KeyTransport): Buffer {
  if (transport === 'pkcs1') return derSequence(derOid(oid.rsaEncryption), derNull)
  // One digest for both: node:crypto knows no other way, and every reader of OAEP takes it.
  const digest = derSequence(derOid(digestIdentifier(transport.label)), derNull)
  const mask = derSequence(derOid(oid.maskGeneration1), digest)
  return derSequence(derOid(oid.rsaOaep), derSequence(der(0xa0, digest), der(0xa1, mask)))
}

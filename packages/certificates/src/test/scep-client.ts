import 'reflect-metadata'
import { createHash, generateKeyPairSync, sign, webcrypto, type KeyObject } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { berTag, childrenOf, readBer, type BerElement } from '../ber.ts'
import { der } from '../der.ts'

/** For tests: a SCEP client that sends what it is told to, well-formed or not. */
export type ScepTestClient = {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
  /** Self-signed, as clients make it for one enrolment. */
  readonly certificate: Uint8Array
}

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

export async function makeScepClient(bits = 2048): Promise<ScepTestClient> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=temporary',
    serialNumber: '01',
    notBefore: new Date('2020-01-01'),
    notAfter: new Date('2020-01-02'),
    keys: await webKeys({ publicKey, privateKey }),
    signingAlgorithm: rsa,
  })
  return { publicKey, privateKey, certificate: new Uint8Array(certificate.rawData) }
}

/** A PKCS #10 request, made by a library; its subject is a lie, and it asks to be an authority. */
export async function makeCsr(
  { publicKey, privateKey }: Pick<ScepTestClient, 'publicKey' | 'privateKey'>,
  challenge: string | null,
  hash = 'SHA-256',
): Promise<Uint8Array> {
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: 'CN=somebody else, O=Other',
    keys: await webKeys({ publicKey, privateKey }, hash),
    signingAlgorithm: { ...rsa, hash },
    attributes: challenge === null ? [] : [new x509.ChallengePasswordAttribute(challenge)],
    extensions: [new x509.BasicConstraintsExtension(true)],
  })
  return new Uint8Array(request.rawData)
}

/** What a message says and how it is written. */
export type ScepShape = {
  readonly messageType?: string
  readonly transactionId?: string
  readonly senderNonce?: Uint8Array
  readonly digest?: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512'
  /** `ber`: indefinite lengths and octet strings in parts, as iPhones write. */
  readonly encoding?: 'der' | 'ber'
  /** `as-sent` signs an order that is not DER's; `as-der` sends that order too, and signs DER's. */
  readonly order?: 'der' | 'as-sent' | 'as-der'
  /** Attributes by object identifier in place of its own; null leaves one out. */
  readonly attributes?: Readonly<Record<string, Uint8Array | null>>
}

const digestOids = {
  md5: '300c06082a864886f70d02050500',
  sha1: '300906052b0e03021a0500',
  sha256: '300d06096086480165030402010500',
  sha384: '300d06096086480165030402020500',
  sha512: '300d06096086480165030402030500',
} as const

export function writePkiMessage(
  content: Uint8Array | null,
  signer: { readonly certificate: Uint8Array; readonly privateKey: KeyObject },
  shape: ScepShape = {},
): Buffer {
  const { digest = 'sha256', encoding = 'der', order = 'der' } = shape
  const whole = encoding === 'ber' ? indefinite : der
  const values: Record<string, Uint8Array | null> = {
    '2a864886f70d010903': hex('06092a864886f70d010701'),
    '2a864886f70d010904': der(
      0x04,
      createHash(digest)
        .update(content ?? Buffer.alloc(0))
        .digest(),
    ),
    '6086480186f845010902': der(0x13, Buffer.from(shape.messageType ?? '19')),
    '6086480186f845010905': der(0x04, shape.senderNonce ?? Buffer.alloc(16, 7)),
    '6086480186f845010907': der(0x13, Buffer.from(shape.transactionId ?? '8A5B2C')),
    ...shape.attributes,
  }
  const members = Object.entries(values).flatMap(([type, value]) =>
    value === null ? [] : [der(0x30, der(0x06, hex(type)), der(0x31, value))],
  )
  const sorted = members.toSorted((a, b) => Buffer.compare(a, b))
  const sent = order === 'der' ? sorted : sorted.toReversed()
  const signed = der(0x31, ...(order === 'as-sent' ? sent : sorted))
  const { issuer, serial } = nameOf(signer.certificate)
  const algorithm = hex(digestOids[digest])
  const info = whole(
    0x30,
    hex('020101'),
    der(0x30, issuer, serial),
    algorithm,
    whole(0xa0, ...sent),
    hex('300d06092a864886f70d0101010500'),
    der(0x04, sign(digest, signed, signer.privateKey)),
  )
  const octets = encoding === 'ber' ? inParts : (bytes: Uint8Array) => der(0x04, bytes)
  const embedded = content === null ? [] : [whole(0xa0, octets(content))]
  return whole(
    0x30,
    hex('06092a864886f70d010702'),
    whole(
      0xa0,
      whole(
        0x30,
        hex('020101'),
        der(0x31, algorithm),
        whole(0x30, hex('06092a864886f70d010701'), ...embedded),
        whole(0xa0, signer.certificate),
        whole(0x31, info),
      ),
    ),
  )
}

/** The same element with indefinite lengths throughout and octet strings in parts. */
export function writeLikeApple(bytes: Uint8Array): Buffer {
  return loosen(readBer(bytes))
}

function loosen(element: BerElement): Buffer {
  if (element.tag === 0x04) return inParts(element.content)
  if (element.tag === 0x80) return indefinite(0xa0, ...parts(element.content))
  if (element.constructed) return indefinite(element.tag, ...childrenOf(element).map(loosen))
  return Buffer.from(element.raw)
}

function inParts(bytes: Uint8Array): Buffer {
  return indefinite(berTag.octetStringInParts, ...parts(bytes))
}

function parts(bytes: Uint8Array, size = 100): Buffer[] {
  const count = Math.ceil(bytes.length / size)
  return Array.from({ length: count }, (_part, at) => der(0x04, bytes.subarray(at * size, (at + 1) * size)))
}

function indefinite(tag: number, ...content: readonly Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.alloc(2)])
}

function nameOf(certificate: Uint8Array): { issuer: Uint8Array; serial: Uint8Array } {
  const [body] = childrenOf(readBer(certificate))
  const [, serial, , issuer] = childrenOf(body as BerElement)
  return { issuer: (issuer as BerElement).raw, serial: (serial as BerElement).raw }
}

async function webKeys(
  { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  hash = 'SHA-256',
): Promise<webcrypto.CryptoKeyPair> {
  const { subtle } = webcrypto
  const algorithm = { ...rsa, hash }
  return {
    publicKey: await subtle.importKey('spki', publicKey.export({ format: 'der', type: 'spki' }), algorithm, true, [
      'verify',
    ]),
    privateKey: await subtle.importKey('pkcs8', privateKey.export({ format: 'der', type: 'pkcs8' }), algorithm, true, [
      'sign',
    ]),
  }
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}

import { sign } from 'node:crypto'
import { berTag, childrenOf, readBer, type BerElement } from '../ber.ts'
import type { TestIdentity } from './identity.ts'

const data = '06092a864886f70d010701'
const signedData = '06092a864886f70d010702'
const sha1 = '300906052b0e03021a0500'
const sha1WithRsa = '300d06092a864886f70d0101050500'

/** Parts of the message that a forger may swap. */
export type Forgery = {
  readonly certificate?: Uint8Array
  readonly signature?: Uint8Array
  readonly signatureTag?: number
  readonly signers?: number
  readonly content?: Uint8Array
  readonly digest?: string
  readonly algorithm?: string
  readonly contentType?: string
  readonly behind?: Uint8Array
}

/**
 * For tests: the shape that iPhones send in `Mdm-Signature`. Indefinite lengths, SHA-1, no signed attributes, the
 * signer's certificate inside. In base64, as the header is.
 */
export function signLikeApple(body: Uint8Array, signer: TestIdentity, forgery: Forgery = {}): string {
  const { issuer, serial } = nameOf(signer.certificate)
  const digest = hex(forgery.digest ?? sha1)
  const info = definite(0x30, [
    hex('020101'),
    definite(0x30, [issuer, serial]),
    digest,
    hex(forgery.algorithm ?? sha1WithRsa),
    definite(forgery.signatureTag ?? 0x04, [forgery.signature ?? sign('sha1', body, signer.key)]),
  ])
  const type = hex(forgery.contentType ?? data)
  const embedded = forgery.content === undefined ? [] : [indefinite(0xa0, [definite(0x04, [forgery.content])])]
  const message = indefinite(0x30, [
    hex(signedData),
    indefinite(0xa0, [
      indefinite(0x30, [
        hex('020101'),
        definite(0x31, [digest]),
        indefinite(0x30, [type, ...embedded]),
        indefinite(0xa0, [forgery.certificate ?? signer.certificate]),
        definite(0x31, Array<Uint8Array>(forgery.signers ?? 1).fill(info)),
      ]),
    ]),
  ])
  return Buffer.concat([message, forgery.behind ?? Buffer.alloc(0)]).toString('base64')
}

function nameOf(certificate: Uint8Array): { issuer: Uint8Array; serial: Uint8Array } {
  const [body] = childrenOf(readBer(certificate))
  const fields = childrenOf(body as BerElement)
  const [serial, , issuer] = fields[0]?.tag === berTag.context0 ? fields.slice(1) : fields
  return { issuer: (issuer as BerElement).raw, serial: (serial as BerElement).raw }
}

function definite(tag: number, parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function indefinite(tag: number, parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.alloc(2)])
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}

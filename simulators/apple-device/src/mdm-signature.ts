import { fromBER, Sequence } from 'asn1js'
import { createHash, sign } from 'node:crypto'

/** How the device signs: as iOS does it (BER, indefinite lengths, SHA-1), or as a newer client might (DER, SHA-256). */
export type SignatureStyle = 'ber-sha1' | 'der-sha256'

const oids = {
  data: '06092a864886f70d010701',
  signedData: '06092a864886f70d010702',
  sha1: '06052b0e03021a',
  sha256: '0609608648016503040201',
  rsaEncryption: '06092a864886f70d010101',
  contentType: '06092a864886f70d010903',
  messageDigest: '06092a864886f70d010904',
}
const asnNull = Buffer.from('0500', 'hex')

/**
 * The value of the `Mdm-Signature` header: base64 of a detached CMS SignedData (RFC 5652, 5.1) over the body's bytes
 * that carries the signer's certificate. In the manner of iOS the signature has no signed attributes, so it lies
 * straight over the body.
 */
export function signBody(
  body: Uint8Array,
  signer: { readonly privateKeyPem: string; readonly certificate: Uint8Array },
  style: SignatureStyle = 'ber-sha1',
): string {
  const ber = style === 'ber-sha1'
  const hash = ber ? 'sha1' : 'sha256'
  // Constructed values down to the certificates have indefinite length in what iOS sends; DER has none.
  const open = ber ? indefinite : constructed
  const digest = constructed(0x30, oid(hash), asnNull)
  const attributes = ber ? null : signedAttributes(body)
  const signed = attributes === null ? body : retag(attributes, 0x31)

  const signerInfo = constructed(
    0x30,
    integer(1),
    issuerAndSerial(signer.certificate),
    digest,
    ...(attributes === null ? [] : [attributes]),
    constructed(0x30, oid('rsaEncryption'), asnNull),
    primitive(0x04, sign(hash, signed, signer.privateKeyPem)),
  )
  const signedData = open(
    0x30,
    integer(1),
    constructed(0x31, digest),
    open(0x30, oid('data')),
    open(0xa0, Buffer.from(signer.certificate)),
    constructed(0x31, signerInfo),
  )
  return open(0x30, oid('signedData'), open(0xa0, signedData)).toString('base64')
}

function signedAttributes(body: Uint8Array): Buffer {
  const digest = createHash('sha256').update(body).digest()
  return constructed(
    0xa0,
    constructed(0x30, oid('contentType'), constructed(0x31, oid('data'))),
    constructed(0x30, oid('messageDigest'), constructed(0x31, primitive(0x04, digest))),
  )
}

/** Issuer and serial number byte for byte as the certificate has them. */
function issuerAndSerial(certificate: Uint8Array): Buffer {
  const { result } = fromBER(certificate)
  const tbs = result instanceof Sequence ? result.valueBlock.value[0] : undefined
  if (!(tbs instanceof Sequence)) throw new TypeError('not a certificate')
  // TBSCertificate: [0] version, serialNumber, signature, issuer (RFC 5280, 4.1); version is there in every v3 one.
  const [, serial, , issuer] = tbs.valueBlock.value
  if (serial === undefined || issuer === undefined) throw new TypeError('not a certificate of version 3')
  return constructed(0x30, Buffer.from(issuer.valueBeforeDecodeView), Buffer.from(serial.valueBeforeDecodeView))
}

function oid(name: keyof typeof oids): Buffer {
  return Buffer.from(oids[name], 'hex')
}

function integer(value: number): Buffer {
  return primitive(0x02, Buffer.of(value))
}

function primitive(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(tag), length(content.length), content])
}

function constructed(tag: number, ...parts: readonly Buffer[]): Buffer {
  return primitive(tag, Buffer.concat(parts))
}

function indefinite(tag: number, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.of(tag, 0x80), ...parts, Buffer.of(0, 0)])
}

function length(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.of(bytes)
  const digits = bytes.toString(16)
  const value = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  return Buffer.concat([Buffer.of(0x80 | value.length), value])
}

/** Signed attributes are hashed as the SET they are, not as the [0] they travel as (RFC 5652, 5.4). */
function retag(value: Buffer, tag: number): Buffer {
  return Buffer.concat([Buffer.of(tag), value.subarray(1)])
}

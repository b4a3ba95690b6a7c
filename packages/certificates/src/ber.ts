/** Thrown by the reader for anything that is not BER as CMS needs it; carries nothing of the input. */
export class BerError extends Error {
  readonly code = 'ber-malformed'
}

/** One element of BER (X.690): single-byte tags, definite and indefinite lengths. */
export type BerElement = {
  /** The identifier octet: class, constructed bit and number. */
  readonly tag: number
  readonly constructed: boolean
  readonly indefinite: boolean
  /** Header, content and end marker. */
  readonly raw: Uint8Array
  readonly content: Uint8Array
}

export const berTag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  octetStringInParts: 0x24,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context0Primitive: 0x80,
  context1: 0xa1,
} as const

const deepest = 16

/** The single element that fills the bytes; throws `BerError` when something stands behind it. */
export function readBer(bytes: Uint8Array): BerElement {
  const element = readAt(bytes, 0, 0)
  if (element.raw.length !== bytes.length) throw new BerError('More than one element')
  return element
}

/** The elements inside a constructed element, in order. */
export function childrenOf(element: BerElement): readonly BerElement[] {
  if (!element.constructed) throw new BerError('Not constructed')
  const children: BerElement[] = []
  for (let offset = 0; offset < element.content.length;) {
    const child = readAt(element.content, offset, 0)
    children.push(child)
    offset += child.raw.length
  }
  return children
}

/** The element itself, when it has this tag; throws `BerError` otherwise. */
export function expectTag(element: BerElement | undefined, tag: number): BerElement {
  if (element?.tag !== tag) throw new BerError('Another element was expected')
  return element
}

/** The octets of an OCTET STRING, put together where it came in parts. */
export function octetsOf(element: BerElement | undefined): Uint8Array {
  if (element?.tag === berTag.octetString) return element.content
  return octetsInParts(expectTag(element, berTag.octetStringInParts))
}

/** The octets of a constructed string, which may stand under a tag of its context: its parts are octet strings. */
export function octetsInParts(element: BerElement): Uint8Array {
  return Buffer.concat(childrenOf(element).map((part) => expectTag(part, berTag.octetString).content))
}

/** An object identifier's content in hexadecimal, to compare with; null for any other element. */
export function oidOf(element: BerElement | undefined): string | null {
  return element?.tag === berTag.oid ? Buffer.from(element.content).toString('hex') : null
}

function readAt(bytes: Uint8Array, offset: number, depth: number): BerElement {
  if (depth > deepest) throw new BerError('Too deep')
  const tag = at(bytes, offset)
  if ((tag & 0x1f) === 0x1f || tag === 0) throw new BerError('Tag not supported')
  const constructed = (tag & 0x20) !== 0
  const first = at(bytes, offset + 1)
  if (first === 0x80) return readIndefinite(bytes, offset, tag, depth)
  const { length, size } = readLength(bytes, offset + 1, first)
  const start = offset + 1 + size
  const end = start + length
  if (end > bytes.length) throw new BerError('Truncated')
  const raw = bytes.subarray(offset, end)
  return { tag, constructed, indefinite: false, raw, content: bytes.subarray(start, end) }
}

function readIndefinite(bytes: Uint8Array, offset: number, tag: number, depth: number): BerElement {
  if ((tag & 0x20) === 0) throw new BerError('Primitive of indefinite length')
  const start = offset + 2
  let position = start
  while (at(bytes, position) !== 0) position += readAt(bytes, position, depth + 1).raw.length
  if (at(bytes, position + 1) !== 0) throw new BerError('Bad end of contents')
  const raw = bytes.subarray(offset, position + 2)
  return { tag, constructed: true, indefinite: true, raw, content: bytes.subarray(start, position) }
}

/** Lengths up to 2^24 - 1; `size` counts the length octets themselves. */
function readLength(bytes: Uint8Array, offset: number, first: number): { length: number; size: number } {
  if (first < 0x80) return { length: first, size: 1 }
  const count = first & 0x7f
  if (count > 3) throw new BerError('Length too great')
  let length = 0
  for (let index = 1; index <= count; index++) length = length * 256 + at(bytes, offset + index)
  return { length, size: 1 + count }
}

function at(bytes: Uint8Array, offset: number): number {
  const byte = bytes[offset]
  if (byte === undefined) throw new BerError('Truncated')
  return byte
}

import { BerError, berTag, childrenOf, octetsOf, type BerElement } from './ber.ts'

/** One element of DER (X.690): shortest definite length. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(body.length)]), body])
}

export function derSequence(...content: readonly Uint8Array[]): Buffer {
  return der(berTag.sequence, ...content)
}

/** A SET OF: its members in ascending order of their encodings (X.690 section 11.6). */
export function derSetOf(...members: readonly Uint8Array[]): Buffer {
  return der(berTag.set, ...inOrder(members))
}

/** An object identifier from its content in hexadecimal. */
export function derOid(content: string): Buffer {
  return der(berTag.oid, Buffer.from(content, 'hex'))
}

/** An INTEGER between 0 and 127. */
export function derInteger(value: number): Buffer {
  return der(berTag.integer, Uint8Array.of(value))
}

export function derOctets(content: Uint8Array): Buffer {
  return der(berTag.octetString, content)
}

const deepest = 8

export const derNull = Buffer.from([0x05, 0x00])

/** Members of a SET OF, read from BER, as DER of a SET OF. */
export function derSetOfMembers(members: readonly BerElement[]): Buffer {
  return derSetOf(...members.map((member) => toDer(member, 0)))
}

/** The same value in DER; throws `BerError` where it is nested too deep, or an octet string's parts are none. */
function toDer(element: BerElement, depth: number): Buffer {
  if (depth > deepest) throw new BerError('Too deep')
  if (element.tag === berTag.octetStringInParts) return derOctets(octetsOf(element))
  if (!element.constructed) return der(element.tag, element.content)
  const members = childrenOf(element).map((member) => toDer(member, depth + 1))
  return der(element.tag, ...(element.tag === berTag.set ? inOrder(members) : members))
}

function inOrder(members: readonly Uint8Array[]): readonly Uint8Array[] {
  return members.toSorted((a, b) => Buffer.compare(a, b))
}

function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

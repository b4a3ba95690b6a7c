import type { BerElement } from '../ber.ts'

const decoders: Readonly<Record<number, (content: Uint8Array) => string>> = {
  0x0c: (content) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content),
  0x13: ascii,
  0x14: (content) => Buffer.from(content).toString('latin1'),
  0x16: ascii,
  0x1e: (content) => new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true }).decode(content),
}

/** The text of a UTF8String, PrintableString, TeletexString, IA5String or BMPString; null for anything else. */
export function readText(element: BerElement): string | null {
  try {
    return decoders[element.tag]?.(element.content) ?? null
  } catch {
    return null
  }
}

function ascii(content: Uint8Array): string {
  if (content.some((byte) => byte < 0x20 || byte > 0x7e)) throw new RangeError('Not ASCII')
  return Buffer.from(content).toString('latin1')
}

// Control, format (zero-width, bidi overrides), surrogates, private use, line and paragraph separators.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u
const emojiJoiner = /(?<=\p{Extended_Pictographic}\uFE0F?)\u200D(?=\p{Extended_Pictographic})/gu
const joinerOrUnprintable = new RegExp(`(${emojiJoiner.source})|${unprintable.source}`, 'gu')

/** What was typed as it will be kept (trimmed, single spaces), or null when it is empty, too long or not printable. */
export function readPrintable(typed: string, longest: number): string | null {
  const text = typed.normalize('NFC').trim().replace(/\s+/gu, ' ')
  const length = [...text].length
  if (length === 0 || length > longest) return null
  return unprintable.test(text.replace(emojiJoiner, '')) ? null : text
}

/**
 * What a device says of itself, as people may see it: without what does not print or turns writing round, single
 * spaces, cut to `longest` characters (code points); null when nothing is left.
 */
export function keepPrintable(said: string, longest: number): string | null {
  const printable = strip(said.replace(/\s+/gu, ' ')).normalize('NFC').trim().replace(/ +/gu, ' ')
  // The cut may leave a joiner with nothing to join.
  const text = strip([...printable].slice(0, longest).join('')).trim()
  return text === '' ? null : text
}

function strip(text: string): string {
  return text.replace(joinerOrUnprintable, (_, joiner?: string) => joiner ?? '')
}

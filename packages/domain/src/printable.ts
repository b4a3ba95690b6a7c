// Control, format (zero-width, bidi overrides), surrogates, private use, line and paragraph separators.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u
const emojiJoiner = /(?<=\p{Extended_Pictographic}\uFE0F?)\u200D(?=\p{Extended_Pictographic})/gu

/** What was typed as it will be kept (trimmed, single spaces), or null when it is empty, too long or not printable. */
export function readPrintable(typed: string, longest: number): string | null {
  const text = typed.normalize('NFC').trim().replace(/\s+/gu, ' ')
  const length = [...text].length
  if (length === 0 || length > longest) return null
  return unprintable.test(text.replace(emojiJoiner, '')) ? null : text
}

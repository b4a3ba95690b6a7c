/** Longest name, in characters (code points). */
export const longestName = 40

// Control, format (zero-width, bidi overrides), surrogates, private use, line and paragraph separators.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u
const emojiJoiner = /(?<=\p{Extended_Pictographic}\uFE0F?)\u200D(?=\p{Extended_Pictographic})/gu

/** The name as it will be kept (trimmed, single spaces), or null when it can't be one. */
export function readName(typed: string): string | null {
  const name = typed.normalize('NFC').trim().replace(/\s+/gu, ' ')
  const length = [...name].length
  if (length === 0 || length > longestName) return null
  return unprintable.test(name.replace(emojiJoiner, '')) ? null : name
}

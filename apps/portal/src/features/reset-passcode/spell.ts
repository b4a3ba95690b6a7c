type Words = {
  readonly digit: (sign: string) => string
  readonly capital: (sign: string) => string
  readonly small: (sign: string) => string
}

/** A passcode for the ear: “small k, digit 7, capital M”. */
export function spell(passcode: string, words: Words): string {
  return [...passcode].map((sign) => spellOne(sign, words)).join(', ')
}

function spellOne(sign: string, words: Words): string {
  if (/\d/.test(sign)) return words.digit(sign)
  if (sign.toLowerCase() === sign.toUpperCase()) return sign
  return sign === sign.toUpperCase() ? words.capital(sign) : words.small(sign)
}

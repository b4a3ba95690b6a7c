import { longestPassword, shortestPassword } from './password.ts'

/** Why a password can't be chosen. */
export type Weakness = 'too-short' | 'too-long' | 'own-words' | 'common-word' | 'pattern'

/** Whose password it is to be. */
export type Owner = { readonly email: string; readonly name: string; readonly organisation: string }

// What guessers begin with, in the languages of our pages; each shorter than twelve characters, so never alone.
const common = [
  'password',
  'passwort',
  'motdepasse',
  'welcome',
  'bienvenue',
  'qwerty',
  'azerty',
  'qwertz',
  'letmein',
  'changeme',
  'iloveyou',
  'latchkey',
]
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertzuiop', 'yxcvbnm']
/** Characters that do not follow from the one before. */
const leastSurprising = 6
/** Shorter parts of a name are found in too many words. */
const shortestPart = 4

/** Judges a password about to be chosen, by what a guesser would try first; null when nothing speaks against it. */
export function weaknessOf(password: string, owner: Owner): Weakness | null {
  const characters = [...password]
  if (characters.length < shortestPassword) return 'too-short'
  if (characters.length > longestPassword) return 'too-long'
  const plain = plainly(password)
  if (isRepeated(plain) || surprising(plain) < leastSurprising) return 'pattern'
  if (partsOf(owner).some((part) => plain.includes(part))) return 'own-words'
  return common.some((word) => plain.includes(word)) ? 'common-word' : null
}

/** In lower case, without accents. */
function plainly(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function partsOf({ email, name, organisation }: Owner): readonly string[] {
  const [local = '', domain = ''] = email.split('@')
  return [local, domain.split('.').slice(0, -1).join(' '), name, organisation]
    .flatMap((text) => plainly(text).split(/[^\p{L}\p{N}]+/u))
    .filter((part) => part.length >= shortestPart)
}

/** One piece, over and over. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1)
    if (text.slice(period) === text.slice(0, -period)) return true
  return false
}

/** How many characters neither repeat the one before, nor follow it in the alphabet, in digits or on a keyboard. */
function surprising(text: string): number {
  return [...text].filter((character, index, all) => index === 0 || !follows(all[index - 1] ?? '', character)).length
}

function follows(before: string, character: string): boolean {
  const distance = (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
  return (
    Math.abs(distance) <= 1 || rows.some((row) => row.includes(before + character) || row.includes(character + before))
  )
}

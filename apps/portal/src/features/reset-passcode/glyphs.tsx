import { Trans, useLingui } from '@lingui/react/macro'
import { spell } from './spell.ts'

/** The passcode in fours; digits underlined, told apart from letters by shape. Null: dots in its place. */
export function Glyphs({ passcode }: { passcode: string | null }) {
  const { t } = useLingui()
  if (passcode === null) {
    return (
      <div className="glyphs" role="img" aria-label={t`Hidden`}>
        {[0, 1].map((group) => (
          <span className="grp" key={group} aria-hidden="true">
            {[0, 1, 2, 3].map((place) => (
              <span className="ch m" key={place} />
            ))}
          </span>
        ))}
      </div>
    )
  }
  const characters = [...passcode]
  const spelled = spell(passcode, {
    digit: (sign) => t`digit ${sign}`,
    capital: (sign) => t`capital ${sign}`,
    small: (sign) => t`small ${sign}`,
  })
  return (
    <>
      <div className="glyphs" role="img" aria-label={spelled}>
        {inFours(characters).map((group, at) => (
          <span className="grp" key={at} aria-hidden="true">
            {group.map((sign, place) => (
              <span className={/\d/.test(sign) ? 'ch n' : 'ch'} key={place}>
                {sign}
              </span>
            ))}
          </span>
        ))}
      </div>
      <p className="legend">
        <span>
          <Legend characters={characters} />
        </span>
        <span>
          <i />
          <Trans>Digits are underlined</Trans>
        </span>
      </p>
      <details className="say">
        <summary>
          <Trans>Spell it out</Trans>
        </summary>
        <p className="muted">{spelled}</p>
      </details>
    </>
  )
}

function Legend({ characters }: { characters: readonly string[] }) {
  const letters = characters.filter((sign) => /\p{L}/u.test(sign))
  if (letters.length === 0) return <Trans>Digits only</Trans>
  if (letters.every((sign) => sign === sign.toLowerCase())) return <Trans>All letters are small</Trans>
  if (letters.every((sign) => sign === sign.toUpperCase())) return <Trans>All letters are capitals</Trans>
  return <Trans>Mind small letters and capitals</Trans>
}

function inFours(characters: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = []
  for (let at = 0; at < characters.length; at += 4) groups.push(characters.slice(at, at + 4))
  return groups
}

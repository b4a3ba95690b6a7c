import type { SignedIn } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Icon } from '../ui/icon.tsx'
import { Flyout } from './flyout.tsx'
import { Preferences } from './preferences.tsx'
import { useSignOut } from './sign-out.ts'

/** Who is signed in, language, colours, and the way out. */
export function AccountMenu({ person, borrowed }: { person: SignedIn['person']; borrowed: boolean }) {
  const { t } = useLingui()
  const signOut = useSignOut()
  const { name } = person
  return (
    <Flyout
      label={t`Account: ${name}`}
      button={
        <span className="me" aria-hidden="true">
          {initials(name)}
        </span>
      }
    >
      {() => (
        <div className="account">
          <p className="who">
            <b>{name}</b>
            <span className="small muted">{person.email}</span>
          </p>
          <Preferences />
          <button type="button" className="btn" onClick={signOut}>
            <Icon name="user" />
            {borrowed ? <Trans>Sign out of this device</Trans> : <Trans>Sign out</Trans>}
          </button>
          {borrowed && (
            <p className="small muted">
              <Trans>Ends your work sign-in in this browser too, where it can. Nothing of yours stays here.</Trans>
            </p>
          )}
        </div>
      )}
    </Flyout>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? [...word][0] : ''))
  return letters.join('').toUpperCase()
}

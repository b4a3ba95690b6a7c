import type { LiveSession } from '@latchkey/domain'
import { idTokenContext } from './open-session.ts'
import type { SignInParts } from './parts.ts'
import { personDid } from './records.ts'
import type { RelyingParty } from './relying-party.ts'

/** Ends the session; from a borrowed browser the way out leads through the provider, whose session ends too. */
export async function signOut(parts: SignInParts, provider: RelyingParty, session: LiveSession): Promise<string> {
  const { person, idHash, borrowed } = session
  await parts.database.transaction(async (stores) => {
    await stores.sessions.end(idHash, 'signed-out')
    await stores.commit([
      personDid(person, 'signed-out', null, {}),
      { type: 'announced', personId: person.id, topic: 'session', id: person.id },
    ])
  })
  if (!borrowed) return '/signed-out'
  return (await provider.signOutUrl(idTokenOf(parts, session))) ?? '/signed-out'
}

function idTokenOf({ keyring }: SignInParts, { idHash, sealedIdToken }: LiveSession): string | null {
  if (sealedIdToken === null) return null
  return Buffer.from(keyring.open('session', idTokenContext(idHash), sealedIdToken).reveal()).toString('utf8')
}

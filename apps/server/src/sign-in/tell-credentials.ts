import type { Database, Effect } from '@latchkey/domain'
import type { CredentialNews } from '@latchkey/identity-provider'
import { inOneCommit } from '../acts/commit.ts'

/**
 * Tells a person what became of their embedded account's credentials: in the audit log and by a notice. Replaced ones
 * end every session, since whoever holds one may be the reason.
 */
export function tellCredentials(database: Database, issuer: string): (news: CredentialNews) => Promise<void> {
  return (news) =>
    inOneCommit(database, async (stores) => {
      const person = await stores.people.bySubject(issuer, news.subject)
      // Not claimed yet: the account's first sign-in will make its person.
      if (person === null) return
      if (news.kind === 'credentials-replaced') await stores.sessions.endAllOf(person.id, 'credentials-replaced')
      await stores.commit(effectsOf(person.id, news))
    })
}

function effectsOf(personId: string, news: CredentialNews): readonly Effect[] {
  return [
    {
      type: 'audited',
      event: {
        actor: { kind: 'person', personId },
        what: news.kind,
        subjectPersonId: personId,
        deviceId: null,
        requestId: null,
        detail: news.kind === 'recovery-code-used' ? { left: news.left } : {},
      },
    },
    { type: 'announced', personId, topic: 'session', id: personId },
    { type: 'notice', personId, notice: news.kind, requestId: null },
  ]
}

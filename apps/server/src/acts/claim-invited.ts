import type { Person, Stores } from '@latchkey/domain'

/** Binds an invited person to the account that signed in, once, and records it; null when somebody was faster. */
export async function claimInvited(
  stores: Stores,
  invited: Person,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<Person | null> {
  const person = await stores.people.claim(invited.id, issuer, subject)
  if (person === null) return null
  const actor = { kind: 'person', personId: person.id } as const
  const about = { subjectPersonId: person.id, deviceId: null, requestId: null, detail: { role: person.role } }
  await stores.commit([{ type: 'audited', event: { actor, what: 'person-claimed', ...about } }])
  return person
}

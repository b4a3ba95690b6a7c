import type { Person, Stores } from '@latchkey/domain'
import type { SignedInClaims } from './claims.ts'
import type { SignInParts } from './parts.ts'

/**
 * The person that an account stands for: by (issuer, subject); else the invitation made for its e-mail, where this
 * provider's word on that domain is taken; else a new one. The e-mail is an address, never a key.
 */
export async function personOf(parts: SignInParts, stores: Stores, claims: SignedInClaims): Promise<Person> {
  const { issuer, subject, email, name } = claims
  const known = await stores.people.bySubject(issuer, subject)
  if (known !== null) return refreshed(stores, known, claims)
  const claimed = await claimInvitation(parts, stores, claims)
  if (claimed !== null) return refreshed(stores, claimed, claims)
  return stores.people.add({ issuer, subject, email, name, role: 'person' })
}

async function claimInvitation(parts: SignInParts, stores: Stores, claims: SignedInClaims): Promise<Person | null> {
  const { claimInvited, provider } = parts
  if (claimInvited === undefined || !mayClaim(provider, claims)) return null
  const invited = await stores.people.byEmail(claims.email)
  if (invited === null || invited.issuer !== null || invited.disabledAt !== null) return null
  return claimInvited(stores, invited, claims)
}

/** The embedded provider's addresses are the administrator's own; another's count for its domains, when verified. */
function mayClaim({ embedded, authoritativeFor }: SignInParts['provider'], claims: SignedInClaims): boolean {
  if (claims.email === '') return false
  if (embedded) return true
  const domain = claims.email.slice(claims.email.lastIndexOf('@') + 1).toLowerCase()
  return claims.emailVerified && authoritativeFor.includes(domain)
}

async function refreshed(stores: Stores, person: Person, { email, name }: SignedInClaims): Promise<Person> {
  const changed = { email: email === '' ? person.email : email, name }
  if (changed.email === person.email && changed.name === person.name) return person
  await stores.people.update(person.id, changed)
  return { ...person, ...changed }
}

import type { Person } from '@latchkey/domain'
import { newId } from '../acts/random.ts'
import type { EmbeddedAccounts } from './parts.ts'
import { Refused } from './refused.ts'

/** A one-time link to set an account up. A secret: whoever has it has the account. */
export type Link = { readonly url: string; readonly expiresAt: string }

/**
 * Makes a link for this person's embedded account, and the account too where there is none yet; any earlier link dies.
 * Throws `Refused` when they sign in elsewhere.
 */
export async function linkFor(embedded: EmbeddedAccounts | null, person: Person): Promise<Link> {
  if (embedded === null || (person.issuer !== null && person.issuer !== embedded.issuer)) {
    throw new Refused('account-elsewhere', `${person.email} signs in at your own provider, which keeps that account.`)
  }
  const { url, expiresAt } = await embedded.createLink(await subjectOf(embedded, person))
  return { url, expiresAt: expiresAt.toISOString() }
}

async function subjectOf({ accounts }: EmbeddedAccounts, { subject, email, name }: Person): Promise<string> {
  if (subject !== null) return subject
  const there = await accounts.byEmail(email)
  return there?.subject ?? (await accounts.add({ subject: newId(), email, name, passwordHash: null })).subject
}

/** How the link is told, once. */
export function printLink({ url, expiresAt }: Link): string {
  return [
    'This link works once, for 30 minutes, and is shown only now. Hand it over yourself: whoever opens it has the account.',
    '',
    `  ${url}`,
    '',
    `Good until ${expiresAt.slice(11, 16)} UTC. latchkey people link makes another.`,
  ].join('\n')
}

import { createHash } from 'node:crypto'
import type { Account, AccountStore, ProviderRecordStore } from '../stores.ts'

const kind = 'PasswordGiven'
/** Seconds that a right password waits for the second factor. */
const life = 300

export type PasswordGivenParts = { readonly accounts: AccountStore; readonly records: ProviderRecordStore }

/** Keeps that the password of this sign-in was right. `uid` is the sign-in's, bound to its browser by a cookie. */
export async function keepPasswordGiven({ records }: PasswordGivenParts, uid: string, account: Account): Promise<void> {
  await records.upsert(kind, uid, { subject: account.subject, password: markOf(account) }, life)
}

/** The account whose password was right, unless it was too long ago, or the account has changed or gone since. */
export async function passwordGiven({ accounts, records }: PasswordGivenParts, uid: string): Promise<Account | null> {
  const kept = await records.find(kind, uid)
  const subject = kept?.['subject']
  const account = typeof subject === 'string' ? await accounts.bySubject(subject) : null
  if (account === null || account.disabledAt !== null || markOf(account) !== kept?.['password']) return null
  return account
}

export async function forgetPasswordGiven({ records }: PasswordGivenParts, uid: string): Promise<void> {
  await records.destroy(kind, uid)
}

/** Changes with the password, and tells nothing of it. */
function markOf({ passwordHash }: Account): string {
  return createHash('sha256').update(String(passwordHash)).digest('base64url')
}

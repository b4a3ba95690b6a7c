import type { Database, Role } from '@latchkey/domain'
import { hashPassword } from '@latchkey/identity-provider'
import type { AccountStore } from '@latchkey/identity-provider'

export type NewAccount = {
  readonly subject: string
  readonly email: string
  readonly name: string
  readonly role: Role
  /** At least 12 characters; throws `PasswordError` otherwise. */
  readonly password: string
}

/** Gives an embedded account its password, and the account and its person a beginning where they have none. */
export async function setAccount(
  database: Database,
  accounts: AccountStore,
  issuer: string,
  { subject, email, name, role, password }: NewAccount,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  if ((await accounts.bySubject(subject)) === null) await accounts.add({ subject, email, name, passwordHash })
  else await accounts.setPasswordHash(subject, passwordHash)
  await database.transaction(async ({ people }) => {
    if ((await people.bySubject(issuer, subject)) !== null) return
    await people.add({ issuer, subject, email, name, role })
  })
}

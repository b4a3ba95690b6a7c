import { hashPassword } from '@latchkey/identity-provider'
import { createAccountStore } from '@latchkey/postgres'
import type { Server } from '../../../server/src/compose.ts'
import { people } from './people.ts'

/** Everybody has an account and stands in the portal; all have this password from now on. */
export async function seedPeople(server: Server, password: string): Promise<void> {
  const accounts = createAccountStore(server.database)
  const issuer = `${server.origin}/idp`
  for (const { subject, email, name, role } of people) {
    const passwordHash = await hashPassword(password)
    if ((await accounts.bySubject(subject)) === null) await accounts.add({ subject, email, name, passwordHash })
    else await accounts.setPasswordHash(subject, passwordHash)
    await server.database.transaction(async (stores) => {
      if ((await stores.people.bySubject(issuer, subject)) !== null) return
      await stores.people.add({ issuer, subject, email, name, role })
    })
  }
}

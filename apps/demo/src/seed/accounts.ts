import type { Server } from '../../../server/src/compose.ts'
import { people } from './people.ts'

/** Everybody has an account and stands in the portal; all have this password from now on. */
export async function seedPeople(server: Server, password: string): Promise<void> {
  for (const { subject, email, name, role } of people) {
    await server.setAccount({ subject, email, name, role, password })
  }
}

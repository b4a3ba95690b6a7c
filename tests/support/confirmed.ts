import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '@latchkey/domain'

export type ConfirmedSession = {
  /** Value of the session cookie. */
  readonly cookie: string
  readonly idHash: Uint8Array
  readonly confirmationId: string
}

/** A session that a confirming sign-in has just opened, made in the database: for tests that begin after the sign-in. */
export async function confirmedSession(
  database: Database,
  issuer: string,
  personId: string,
  deviceId: string,
): Promise<ConfirmedSession> {
  const id = randomBytes(32).toString('base64url')
  const idHash = createHash('sha256').update(id).digest()
  const confirmationId = randomUUID()
  await database.transaction(async (stores) => {
    const { confirmations, sessions, people } = stores
    const person = await people.byId(personId)
    const authTime = Math.floor((await stores.now()).getTime() / 1000)
    await confirmations.ask({
      id: confirmationId,
      personId,
      issuer,
      subject: person?.subject ?? '',
      deviceId,
      act: 'reset-passcode',
      endedSessionAuthTime: authTime - 60,
      cookieHash: randomBytes(32),
      language: null,
    })
    await sessions.start({
      idHash,
      personId,
      borrowed: false,
      authTime,
      acr: null,
      amr: ['pwd'],
      confirmationId,
      sealedIdToken: null,
    })
    await confirmations.verify(confirmationId, idHash)
  })
  return { cookie: `__Host-latchkey-session=${id}`, idHash, confirmationId }
}

/** What a browser on the portal's own page sends along. */
export function asPortal(origin: string, cookie: string): Record<string, string> {
  return { cookie, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
}

import type { SignInStore } from '@latchkey/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { fromNow } from './clock.ts'

/** A sign-in under way is good for this long, in seconds. */
const life = 10 * 60

/** Sign-ins under way. Those never finished go when the next one begins. */
export function signInStore(db: Kysely<Schema>): SignInStore {
  return {
    async begin(signIn) {
      await db.deleteFrom('sign_in').where('begun_at', '<', fromNow(-life)).execute()
      await db
        .insertInto('sign_in')
        .values({
          state_hash: signIn.stateHash,
          browser_hash: signIn.browserHash,
          nonce: signIn.nonce,
          code_verifier: signIn.codeVerifier,
          return_to: signIn.returnTo,
          borrowed: signIn.borrowed,
          confirmation_id: signIn.confirmationId,
        })
        .execute()
    },
    async take(stateHash, browserHash) {
      const row = await db
        .deleteFrom('sign_in')
        .where('state_hash', '=', stateHash)
        .where('browser_hash', '=', browserHash)
        .where('begun_at', '>', fromNow(-life))
        .returningAll()
        .executeTakeFirst()
      if (row === undefined) return null
      return {
        stateHash: row.state_hash,
        browserHash: row.browser_hash,
        nonce: row.nonce,
        codeVerifier: row.code_verifier,
        returnTo: row.return_to,
        borrowed: row.borrowed,
        confirmationId: row.confirmation_id,
      }
    },
  }
}

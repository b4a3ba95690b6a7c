import type { Connection } from '../engine/engine.ts'
import type { OpenDatabase } from '../open-database.ts'

/** Is it old enough, together with the password, to confirm an act? */
export type UsedFactor = { readonly ripe: boolean }

export type SecondFactorStore = {
  /** The account's authenticator; null when it has none. */
  authenticatorOf(subject: string): Promise<{ readonly sealedSecret: Uint8Array } | null>
  /** Uses a time step up, atomically, with all before it; null when it was used up already. */
  useStep(subject: string, step: number): Promise<UsedFactor | null>
  /** Uses a recovery code up, atomically; null when it is unknown or used. */
  useRecoveryCode(subject: string, fingerprint: Uint8Array): Promise<(UsedFactor & { readonly left: number }) | null>
  /** Gives the account new codes, unripe for 24 h; the old ones are dead. */
  replaceRecoveryCodes(subject: string, fingerprints: readonly Uint8Array[]): Promise<void>
}

/** SQL: how long a credential that is not an account's first confirms nothing. */
export const unripe = "interval '24 hours'"

const ripe = 'greatest(f.ripe_at, a.password_ripe_at) <= latchkey_clock() as ripe'
const useStep = `
  update authenticator f set last_step = $2::bigint from account a
  where f.subject = $1 and a.subject = f.subject and f.last_step < $2::bigint
  returning ${ripe}`
const useRecoveryCode = `
  update recovery_code f set used_at = latchkey_clock() from account a
  where f.subject = $1 and a.subject = f.subject and f.fingerprint = $2 and f.used_at is null
  returning ${ripe}`
const left = 'select count(*)::integer as left from recovery_code where subject = $1 and used_at is null'

/** Authenticators and recovery codes of the embedded provider's accounts. */
export function createSecondFactorStore({ engine }: Pick<OpenDatabase, 'engine'>): SecondFactorStore {
  return {
    async authenticatorOf(subject) {
      const found = await engine.query('select sealed_secret as "sealedSecret" from authenticator where subject = $1', [
        subject,
      ])
      return (found.rows[0] as { readonly sealedSecret: Uint8Array } | undefined) ?? null
    },
    async useStep(subject, step) {
      const { rows } = await engine.query(useStep, [subject, step])
      return (rows[0] as UsedFactor | undefined) ?? null
    },
    async useRecoveryCode(subject, fingerprint) {
      const { rows } = await engine.query(useRecoveryCode, [subject, fingerprint])
      const [used] = rows as readonly UsedFactor[]
      if (used === undefined) return null
      const counted = await engine.query(left, [subject])
      return { ...used, left: Number(counted.rows[0]?.['left']) }
    },
    replaceRecoveryCodes: (subject, fingerprints) =>
      engine.transaction(async (connection) => {
        // Two at once would leave twenty: the second waits here.
        await connection.query('select 1 from account where subject = $1 for update', [subject])
        await replaceCodes(connection, subject, fingerprints, false)
      }),
  }
}

/** Within a transaction that holds the account's row. */
export async function replaceCodes(
  connection: Connection,
  subject: string,
  fingerprints: readonly Uint8Array[],
  ripeAtOnce: boolean,
): Promise<void> {
  await connection.query('delete from recovery_code where subject = $1', [subject])
  for (const fingerprint of fingerprints)
    await connection.query(
      `insert into recovery_code (subject, fingerprint, ripe_at)
       values ($1, $2, latchkey_clock() + case when $3::boolean then interval '0' else ${unripe} end)`,
      [subject, fingerprint, ripeAtOnce],
    )
}

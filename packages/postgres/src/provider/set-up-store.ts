import type { Connection } from '../engine/engine.ts'
import type { OpenDatabase } from '../open-database.ts'
import type { Account } from './account-store.ts'
import { replaceCodes, unripe } from './second-factor-store.ts'

export type SetUpLink = {
  readonly account: Account
  /** `over`: its time has passed, or the account is disabled. */
  readonly state: 'open' | 'used' | 'over'
  readonly sealedDraft: Uint8Array | null
}

export type NewCredentials = {
  readonly passwordHash: string
  readonly sealedSecret: Uint8Array
  readonly step: number
  readonly recoveryCodes: readonly Uint8Array[]
}

export type SetUpStore = {
  /** Makes a link, in place of any other still open; null when the account is unknown or disabled. */
  open(subject: string, tokenHash: Uint8Array, lifeSeconds: number): Promise<{ readonly expiresAt: Date } | null>
  find(tokenHash: Uint8Array): Promise<SetUpLink | null>
  /** False when the link is not open any more. */
  keepDraft(tokenHash: Uint8Array, sealedDraft: Uint8Array): Promise<boolean>
  /** Uses the link up and replaces all credentials, in one transaction; null when it is not open. */
  complete(tokenHash: Uint8Array, credentials: NewCredentials): Promise<{ readonly first: boolean } | null>
}

const isOpen = 'l.used_at is null and l.expires_at > latchkey_clock()'
const found = `
  select a.subject, a.email, a.name, a.password_hash as "passwordHash", a.disabled_at as "disabledAt",
    case when l.used_at is not null then 'used' when ${isOpen} and a.disabled_at is null then 'open' else 'over' end as state,
    l.sealed_draft as "sealedDraft"
  from set_up_link l join account a using (subject) where l.token_hash = $1`
const replaced =
  "delete from set_up_link where subject = $1 and used_at is null or created_at < latchkey_clock() - interval '30 days'"
const made = `
  insert into set_up_link (token_hash, subject, expires_at)
  values ($2, $1, latchkey_clock() + make_interval(secs => $3::double precision)) returning expires_at as "expiresAt"`
const authenticatorSet = `
  insert into authenticator (subject, sealed_secret, last_step, ripe_at)
  values ($1, $2, $3::bigint, latchkey_clock() + case when $4::boolean then interval '0' else ${unripe} end)
  on conflict (subject) do update set sealed_secret = excluded.sealed_secret, last_step = excluded.last_step,
    added_at = excluded.added_at, ripe_at = excluded.ripe_at`

/** One-time links that set accounts up, by the hash of their token. */
export function createSetUpStore({ engine }: Pick<OpenDatabase, 'engine'>): SetUpStore {
  return {
    open: (subject, tokenHash, lifeSeconds) =>
      engine.transaction(async (connection) => {
        if ((await lockAccount(connection, subject)) === null) return null
        await connection.query(replaced, [subject])
        const { rows } = await connection.query(made, [subject, tokenHash, lifeSeconds])
        return { expiresAt: rows[0]?.['expiresAt'] as Date }
      }),
    async find(tokenHash) {
      const { rows } = await engine.query(found, [tokenHash])
      const row = rows[0] as (Account & Omit<SetUpLink, 'account'>) | undefined
      if (row === undefined) return null
      const { state, sealedDraft, ...account } = row
      return { account, state, sealedDraft }
    },
    async keepDraft(tokenHash, sealedDraft) {
      const { count } = await engine.query(
        `update set_up_link l set sealed_draft = $2 where l.token_hash = $1 and ${isOpen}`,
        [tokenHash, sealedDraft],
      )
      return count === 1
    },
    complete: (tokenHash, credentials) =>
      engine.transaction(async (connection) => {
        const subject = await subjectOf(connection, tokenHash)
        // The account before the link, as `open` does: the other way round two could wait for each other.
        const account = subject === null ? null : await lockAccount(connection, subject)
        if (subject === null || account === null || !(await use(connection, tokenHash))) return null
        await setCredentials(connection, subject, credentials, account.first)
        return account
      }),
  }
}

async function subjectOf(connection: Connection, tokenHash: Uint8Array): Promise<string | null> {
  const { rows } = await connection.query('select subject from set_up_link where token_hash = $1', [tokenHash])
  return (rows[0]?.['subject'] as string | undefined) ?? null
}

/** Holds the account's row; `first`: it has nothing to sign in with yet. */
async function lockAccount(connection: Connection, subject: string): Promise<{ readonly first: boolean } | null> {
  const { rows } = await connection.query(
    `select password_hash is null and not exists (select 1 from authenticator where subject = $1) as first
     from account where subject = $1 and disabled_at is null for update`,
    [subject],
  )
  return (rows[0] as { readonly first: boolean } | undefined) ?? null
}

async function use(connection: Connection, tokenHash: Uint8Array): Promise<boolean> {
  const { count } = await connection.query(
    `update set_up_link l set used_at = latchkey_clock(), sealed_draft = null where l.token_hash = $1 and ${isOpen}`,
    [tokenHash],
  )
  return count === 1
}

async function setCredentials(
  connection: Connection,
  subject: string,
  { passwordHash, sealedSecret, step, recoveryCodes }: NewCredentials,
  first: boolean,
): Promise<void> {
  await connection.query(
    `update account set password_hash = $2, password_ripe_at = case when $3::boolean then null else latchkey_clock() + ${unripe} end
     where subject = $1`,
    [subject, passwordHash, first],
  )
  await connection.query(authenticatorSet, [subject, sealedSecret, step, first])
  await replaceCodes(connection, subject, recoveryCodes, first)
}

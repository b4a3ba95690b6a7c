import type { OpenDatabase } from '../open-database.ts'
import { unripe } from './second-factor-store.ts'

/** A local account of the embedded OpenID provider. */
export type Account = {
  readonly subject: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string | null
  readonly disabledAt: Date | null
}

export type AccountStore = {
  byEmail(email: string): Promise<Account | null>
  bySubject(subject: string): Promise<Account | null>
  add(account: Omit<Account, 'disabledAt'>): Promise<Account>
  setPasswordHash(subject: string, passwordHash: string): Promise<void>
}

const columns = 'subject, email, name, password_hash as "passwordHash", disabled_at as "disabledAt"'

// The old password_hash is what the right-hand sides see: a first password is ripe at once, another after 24 h.
const setPassword = `
  update account set password_hash = $2,
    password_ripe_at = case when password_hash is null then null else latchkey_clock() + ${unripe} end
  where subject = $1`

/** Accounts; single statements. An address is looked up whatever its case. */
export function createAccountStore({ engine }: Pick<OpenDatabase, 'engine'>): AccountStore {
  const one = async (text: string, values: readonly unknown[]): Promise<Account | null> =>
    ((await engine.query(text, values)).rows[0] as Account | undefined) ?? null
  return {
    byEmail: (email) => one(`select ${columns} from account where lower(email) = lower($1)`, [email]),
    bySubject: (subject) => one(`select ${columns} from account where subject = $1`, [subject]),
    async add({ subject, email, name, passwordHash }) {
      const added = await one(
        `insert into account (subject, email, name, password_hash) values ($1, $2, $3, $4) returning ${columns}`,
        [subject, email, name, passwordHash],
      )
      return added as Account
    },
    async setPasswordHash(subject, passwordHash) {
      await engine.query(setPassword, [subject, passwordHash])
    },
  }
}

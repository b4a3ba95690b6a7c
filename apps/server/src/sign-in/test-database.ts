import { defaultPolicy } from '@latchkey/domain'
import type {
  AuditEvent,
  Confirmation,
  Database,
  Device,
  Effect,
  NewSession,
  PendingSignIn,
  Person,
} from '@latchkey/domain'
import type { Stores } from '@latchkey/domain'

type SessionRow = NewSession & { readonly startedAt: Date; readonly touchedAt: Date; readonly ended: string | null }
type IntentRow = Confirmation & { readonly cookieHash: string }

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const minutes = (date: Date, n: number) => new Date(date.getTime() + n * 60_000)

/**
 * What signing in needs of a database, in memory: one transaction at a time, undone when it throws, with a clock that
 * a test moves.
 */
export function memoryDatabase() {
  const rows = {
    people: new Map<string, Person>(),
    sessions: new Map<string, SessionRow>(),
    signIns: new Map<string, PendingSignIn & { readonly begunAt: Date }>(),
    intents: new Map<string, IntentRow>(),
    settings: new Map<string, string>(),
    devices: new Map<string, Device>(),
  }
  const committed: Effect[] = []
  let now = new Date()
  let queue: Promise<unknown> = Promise.resolve()

  const live = (idHash: Uint8Array) => {
    const row = rows.sessions.get(hex(idHash))
    const person = row && rows.people.get(row.personId)
    if (!row || !person || row.ended !== null || person.disabledAt !== null) return null
    const idleUntil = minutes(row.touchedAt, 15)
    const absoluteUntil = minutes(row.startedAt, 480)
    return now > idleUntil || now > absoluteUntil ? null : { ...row, person, idleUntil, absoluteUntil }
  }
  const changeIntent = (id: string, change: Partial<IntentRow>) => {
    const row = rows.intents.get(id)
    if (row) rows.intents.set(id, { ...row, ...change })
  }

  const stores = {
    now: async () => now,
    commit: async (effects: readonly Effect[]) => void committed.push(...effects),
    settings: {
      get: async (key: string) => rows.settings.get(key) ?? null,
      setOnce: async (key: string, value: string) => {
        if (!rows.settings.has(key)) rows.settings.set(key, value)
        return rows.settings.get(key) ?? value
      },
    },
    notifications: { unread: async () => 0 },
    policy: { cell: async () => defaultPolicy['reset-passcode'].personal },
    devices: {
      heldByWithId: async (personId: string, id: string) => {
        const device = rows.devices.get(id)
        return device?.holderId === personId ? device : null
      },
    },
    people: {
      byId: async (id: string) => rows.people.get(id) ?? null,
      bySubject: async (issuer: string, subject: string) =>
        [...rows.people.values()].find((one) => one.issuer === issuer && one.subject === subject) ?? null,
      byEmail: async (email: string) => [...rows.people.values()].find((one) => one.email === email) ?? null,
      add: async (person: Omit<Person, 'id'>) => {
        const id = crypto.randomUUID()
        const added: Person = { ...person, id, number: '1', unitId: null, language: null, disabledAt: null }
        rows.people.set(id, added)
        return added
      },
      update: async (id: string, fields: Partial<Person>) => {
        const person = rows.people.get(id)
        if (person) rows.people.set(id, { ...person, ...fields })
      },
    },
    sessions: {
      start: async (session: NewSession) =>
        void rows.sessions.set(hex(session.idHash), { ...session, startedAt: now, touchedAt: now, ended: null }),
      live: async (idHash: Uint8Array) => live(idHash),
      touch: async (idHash: Uint8Array) => {
        const row = rows.sessions.get(hex(idHash))
        if (row) rows.sessions.set(hex(idHash), { ...row, touchedAt: now })
      },
      end: async (idHash: Uint8Array, why: string) => {
        const row = rows.sessions.get(hex(idHash))
        if (row === undefined || row.ended !== null) return false
        rows.sessions.set(hex(idHash), { ...row, ended: why })
        return true
      },
      newestAuthTime: async (personId: string) => {
        const times = [...rows.sessions.values()].filter((row) => row.personId === personId).map((row) => row.authTime)
        return times.reduce((newest, time) => (time === null ? newest : Math.max(newest ?? 0, time)), null)
      },
    },
    signIns: {
      begin: async (signIn: PendingSignIn) => void rows.signIns.set(hex(signIn.stateHash), { ...signIn, begunAt: now }),
      take: async (stateHash: Uint8Array, browserHash: Uint8Array) => {
        const signIn = rows.signIns.get(hex(stateHash))
        if (!signIn || hex(signIn.browserHash) !== hex(browserHash) || now > minutes(signIn.begunAt, 10)) return null
        rows.signIns.delete(hex(stateHash))
        return signIn
      },
    },
    confirmations: {
      ask: async ({ cookieHash, ...asked }: Parameters<Stores['confirmations']['ask']>[0]) => {
        const state = { state: 'asked' as const, signedOutAt: now, verifiedAt: null, sessionHash: null, failure: null }
        rows.intents.set(asked.id, { ...asked, ...state, cookieHash: hex(cookieHash) })
      },
      byId: async (id: string) => rows.intents.get(id) ?? null,
      byCookie: async (cookieHash: Uint8Array) =>
        [...rows.intents.values()].find((intent) => intent.cookieHash === hex(cookieHash)) ?? null,
      verify: async (id: string, sessionHash: Uint8Array) =>
        changeIntent(id, { state: 'verified', sessionHash, verifiedAt: now }),
      fail: async (id: string, state: 'failed' | 'expired' | 'cancelled', failure: string) =>
        changeIntent(id, { state, failure }),
    },
  } as unknown as Stores

  const transaction = <T>(work: (stores: Stores) => Promise<T>): Promise<T> => {
    const run = async () => {
      const before = Object.values(rows).map((map: Map<string, unknown>) => [map, [...map]] as const)
      try {
        return await work(stores)
      } catch (error) {
        for (const [map, entries] of before) {
          map.clear()
          for (const [key, value] of entries) map.set(key, value)
        }
        throw error
      }
    }
    const result = queue.then(run)
    queue = result.catch(() => undefined)
    return result
  }

  return {
    database: { transaction, clock: async () => now } as unknown as Database,
    rows,
    committed,
    audited: (): readonly AuditEvent[] => committed.flatMap((one) => (one.type === 'audited' ? [one.event] : [])),
    liveSessions: () => [...rows.sessions.values()].filter(({ ended }) => ended === null),
    /** The only intent there is. */
    intent: () => [...rows.intents.values()].at(-1),
    now: () => now,
    pass: (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000)),
  }
}

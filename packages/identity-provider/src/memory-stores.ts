import type { Account, AccountStore, AttemptStore, ProviderPayload, ProviderRecordStore } from './stores.ts'

/** Accounts in memory: for tests. */
export function memoryAccounts(): AccountStore {
  const accounts = new Map<string, Account>()
  return {
    byEmail: async (email) => [...accounts.values()].find((account) => account.email === email) ?? null,
    bySubject: async (subject) => accounts.get(subject) ?? null,
    add: async (account) => {
      const added = { ...account, disabledAt: null }
      accounts.set(account.subject, added)
      return added
    },
    setPasswordHash: async (subject, passwordHash) => {
      const account = accounts.get(subject)
      if (account) accounts.set(subject, { ...account, passwordHash })
    },
  }
}

/** Provider records in memory: for tests. */
export function memoryRecords(clock: () => Promise<Date>): ProviderRecordStore {
  const records = new Map<string, { readonly payload: ProviderPayload; readonly until: number }>()
  const key = (kind: string, id: string) => `${kind}:${id}`
  const live = async (kind: string, test: (payload: ProviderPayload, id: string) => boolean) => {
    const now = (await clock()).getTime()
    for (const [id, { payload, until }] of records)
      if (until > now && id.startsWith(`${kind}:`) && test(payload, id)) return payload
    return null
  }
  return {
    upsert: async (kind, id, payload, expiresIn) => {
      const until = expiresIn === null ? Infinity : (await clock()).getTime() + expiresIn * 1000
      records.set(key(kind, id), { payload: structuredClone(payload), until })
    },
    find: (kind, id) => live(kind, (_payload, present) => present === key(kind, id)),
    findByUid: (kind, uid) => live(kind, (payload) => payload['uid'] === uid),
    findByUserCode: (kind, userCode) => live(kind, (payload) => payload['userCode'] === userCode),
    consume: async (kind, id) => {
      const record = records.get(key(kind, id))
      const consumed = Math.floor((await clock()).getTime() / 1000)
      if (record) records.set(key(kind, id), { ...record, payload: { ...record.payload, consumed } })
    },
    destroy: async (kind, id) => {
      records.delete(key(kind, id))
    },
    revokeByGrantId: async (kind, grantId) => {
      for (const [id, { payload }] of records)
        if (id.startsWith(`${kind}:`) && payload['grantId'] === grantId) records.delete(id)
    },
  }
}

/** Attempts in memory: for tests. */
export function memoryAttempts(clock: () => Promise<Date>): AttemptStore {
  const rows = new Map<string, { readonly tries: number; readonly lastAt: number; readonly freeAt: number }>()
  const hour = 60 * 60 * 1000
  return {
    take: async (key, delays) => {
      const now = (await clock()).getTime()
      const row = rows.get(key)
      if (row && row.freeAt > now) return Math.ceil((row.freeAt - now) / 1000)
      const tries = row && now - row.lastAt < hour ? row.tries : 0
      const delay = delays[Math.min(tries, delays.length - 1)] ?? 0
      rows.set(key, { tries: tries + 1, lastAt: now, freeAt: now + delay * 1000 })
      return 0
    },
    giveBack: async (key) => {
      const row = rows.get(key)
      if (row) rows.set(key, { ...row, tries: Math.max(0, row.tries - 1), freeAt: row.lastAt })
    },
    clear: async (key) => {
      rows.delete(key)
    },
  }
}

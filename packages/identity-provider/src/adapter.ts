import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import type { ProviderPayload, ProviderRecordStore } from './stores.ts'

/** The library's view of the record store: one adapter for each kind of record. */
export function adapterFor(records: ProviderRecordStore): AdapterFactory {
  return (kind): Adapter => ({
    upsert: (id, payload, expiresIn) => records.upsert(kind, id, payload, expiresIn ?? null),
    find: async (id) => known(await records.find(kind, id)),
    findByUid: async (uid) => known(await records.findByUid(kind, uid)),
    findByUserCode: async (userCode) => known(await records.findByUserCode(kind, userCode)),
    consume: (id) => records.consume(kind, id),
    destroy: (id) => records.destroy(kind, id),
    revokeByGrantId: (grantId) => records.revokeByGrantId(kind, grantId),
  })
}

function known(payload: ProviderPayload | null): AdapterPayload | undefined {
  return payload === null ? undefined : payload
}

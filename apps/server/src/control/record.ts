import type { AuditEvent, Stores } from '@latchkey/domain'
import type { Operator } from './parts.ts'

type About = Partial<Pick<AuditEvent, 'subjectPersonId' | 'deviceId' | 'detail'>>

/** Writes what the operator did into the audit log, in the act's own transaction. */
export function record(stores: Stores, by: Operator, what: AuditEvent['what'], about: About): Promise<void> {
  const { subjectPersonId = null, deviceId = null, detail = {} } = about
  return stores.commit([
    { type: 'audited', event: { actor: by, what, subjectPersonId, deviceId, requestId: null, detail } },
  ])
}

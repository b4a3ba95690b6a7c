import type { Stores } from '@latchkey/domain'
import { commit } from '../effects/commit.ts'
import type { Connection } from '../engine/engine.ts'
import { queriesOn } from '../engine/kysely.ts'
import type { Enqueue } from '../jobs/enqueue.ts'
import { auditStore } from './audit-store.ts'
import { commandStore } from './command-store.ts'
import { confirmationStore } from './confirmation-store.ts'
import { deviceStore } from './device-store.ts'
import { enrolmentStore } from './enrolment-store.ts'
import { notificationStore } from './notification-store.ts'
import { passcodeStore } from './passcode-store.ts'
import { peopleStore } from './person-store.ts'
import { policyStore } from './policy-store.ts'
import { requestStore } from './request-store.ts'
import { sessionStore } from './session-store.ts'
import { settingStore } from './setting-store.ts'
import { signInStore } from './sign-in-store.ts'

/** All stores of one transaction. */
export function storesOn(connection: Connection, enqueue: Enqueue): Stores {
  const db = queriesOn(connection)
  return {
    now: () => clockOf(connection),
    commit: (effects) => commit({ db, connection, enqueue }, effects),
    people: peopleStore(db),
    devices: deviceStore(db),
    enrolments: enrolmentStore(db),
    sessions: sessionStore(db),
    signIns: signInStore(db),
    confirmations: confirmationStore(db),
    requests: requestStore(db),
    commands: commandStore(db, connection),
    passcodes: passcodeStore(db),
    notifications: notificationStore(db),
    audit: auditStore(db),
    policy: policyStore(db),
    settings: settingStore(db),
  }
}

/** The time on the database's clock, in whole milliseconds. */
export async function clockOf(connection: Pick<Connection, 'query'>): Promise<Date> {
  const { rows } = await connection.query('select latchkey_clock() as now')
  return rows[0]?.['now'] as Date
}

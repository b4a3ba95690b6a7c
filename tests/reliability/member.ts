import { Secret } from '@latchkey/domain'
import { baseConfig } from '../../apps/server/src/config.ts'
import type { ServerRole } from '../../apps/server/src/config.ts'
import { compose } from '../../apps/server/src/compose.ts'

/*
 * One of several server processes on one PostgreSQL, each with its roles and a data folder of its own. SIGTERM ends it
 * in order.
 */

export type MemberOrder = {
  readonly database: string
  readonly port: number
  readonly origin: string
  readonly deviceOrigin: string
  readonly hosts: readonly string[]
  readonly roles: readonly ServerRole[]
  readonly keyFile: string
  readonly data: string
  readonly apns: string
  readonly apnsRoots: string
}

const { database, apns, apnsRoots, ...order } = JSON.parse(process.argv[2] ?? '{}') as MemberOrder

const server = await compose(
  baseConfig({
    ...order,
    database: { kind: 'postgres', url: new Secret(database), listenUrl: null },
    apnsUrl: apns,
    outboundRoots: apnsRoots,
    logLevel: 'silent',
    organisation: {
      name: 'Contoso',
      colour: '#0e5a6b',
      logoUrl: null,
      privacyUrl: null,
      contact: { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null },
    },
  }),
  { sendLetter: () => Promise.resolve() },
)
process.on('SIGTERM', () => void server.close().then(() => process.disconnect()))
process.send?.({ ready: server.port })

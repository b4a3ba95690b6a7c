import { writeSync } from 'node:fs'
import { openPostgres } from '@latchkey/postgres'
import { baseConfig } from '../../apps/server/src/config.ts'
import { compose } from '../../apps/server/src/compose.ts'
import { mortalDatabase } from './mortal-database.ts'

/*
 * A server in a process of its own that can be told to die. Its parent sends `{ arm: n }`: at the n-th boundary from
 * then on it kills itself with SIGKILL, in the middle of whatever it does.
 */

type Order = {
  readonly database: string
  readonly port: number
  readonly keyFile: string
  readonly data: string
  readonly apns: string
  readonly apnsRoots: string
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
let left = Number.POSITIVE_INFINITY

const database = mortalDatabase(await openPostgres({ url: order.database, poolSize: 6 }), (name) => {
  left -= 1
  if (left > 0) return
  // Written at once, since nothing more happens in this process.
  writeSync(1, name)
  process.kill(process.pid, 'SIGKILL')
})

const server = await compose(
  baseConfig({
    data: order.data,
    database: { kind: 'embedded', folder: order.data },
    keyFile: order.keyFile,
    port: order.port,
    apnsUrl: order.apns,
    outboundRoots: order.apnsRoots,
    logLevel: 'silent',
    // Without the sweeper, whose boundaries would be counted too.
    roles: ['portal', 'devices'],
    organisation: {
      name: 'Contoso',
      colour: '#0e5a6b',
      logoUrl: null,
      privacyUrl: null,
      contact: { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null },
    },
  }),
  { database, sendLetter: () => Promise.resolve() },
)

process.on('message', (message: { arm?: number }) => {
  if (message.arm !== undefined) left = message.arm
  process.send?.({ armed: true })
})
process.send?.({ ready: server.port })

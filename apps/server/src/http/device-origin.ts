import type { Database } from '@latchkey/domain'
import type { FastifyPluginAsync } from 'fastify'
import type { Log } from '../parts.ts'

/** Enrolled devices call another origin than the one that is configured; the message says what a change would break. */
export class DeviceOriginError extends Error {
  readonly code = 'device-origin'
}

/** One statement outside of a transaction. */
export type Query = (text: string) => Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>

export type DeviceOriginParts = {
  readonly database: Pick<Database, 'transaction'>
  readonly query: Query
  readonly log: Log
}

const key = 'device-origin'
const enrolled = `select count(*)::int as devices from enrolment where state <> 'ended'`

/**
 * Compares the configured origin with the one recorded at the first enrolment: devices keep the address that they were
 * enrolled with for ever. Throws `DeviceOriginError` while devices are enrolled at another one.
 */
export async function checkDeviceOrigin({ database, query }: DeviceOriginParts, origin: string): Promise<void> {
  const devices = Number((await query(enrolled)).rows[0]?.['devices'] ?? 0)
  await database.transaction(async ({ settings }) => {
    const recorded = devices === 0 ? null : await settings.setOnce(key, origin)
    if (recorded !== null && recorded !== origin) throw new DeviceOriginError(sentence(origin, recorded, devices))
    // Nobody is enrolled: the next one decides.
    if (devices === 0 && (await settings.get(key)) !== null) await settings.set(key, origin)
  })
}

function sentence(origin: string, recorded: string, devices: number): string {
  const whom = devices === 1 ? '1 enrolled device calls' : `${devices} enrolled devices call`
  return (
    `LATCHKEY_DEVICE_ORIGIN would be ${origin}, but ${whom} ${recorded} and would never find the new address: ` +
    `no reset would reach them until each is enrolled anew. Set LATCHKEY_DEVICE_ORIGIN=${recorded}.`
  )
}

/** Records the origin after the first enrolment; from then on costs nothing. Wraps the routes for devices. */
export function recordingDeviceOrigin(
  { database, query, log }: DeviceOriginParts,
  origin: string,
  routes: readonly FastifyPluginAsync[],
): FastifyPluginAsync {
  let recorded = false
  const record = async () => {
    if (Number((await query(enrolled)).rows[0]?.['devices'] ?? 0) === 0) return
    const stands = await database.transaction(({ settings }) => settings.setOnce(key, origin))
    recorded = true
    if (stands !== origin) log.error({ recorded: stands, origin }, 'another process enrols devices at another origin')
  }
  return async (app) => {
    app.addHook('onResponse', async (_request, reply) => {
      if (recorded || reply.statusCode >= 300) return
      await record().catch(() => log.warn({}, 'the device origin was not recorded yet'))
    })
    for (const plugin of routes) await app.register(plugin)
  }
}

import type { Config } from '../config.ts'
import type { Log } from '../parts.ts'
import { bind } from './bind.ts'
import type { Bound, Handle } from './bind.ts'
import { watchTls } from './tls-watch.ts'

/** All listeners of the process for people and devices. */
export type Doors = {
  readonly port: number
  /** null: devices call where people do. */
  readonly devicePort: number | null
  /** When the certificate in use ends; null without TLS of our own. */
  readonly certificateExpires: () => Date | null
  serve(portal: Handle, devices: Handle): void
  /** Takes nothing new, lets present requests end. */
  close(): Promise<void>
}

export type DoorsConfig = Pick<Config, 'host' | 'port' | 'tls' | 'devicePort'>

/** Opens them; what was opened is closed again when a later one fails. Throws `BindError` and `TlsPairError`. */
export async function openDoors({ host, port, tls, devicePort }: DoorsConfig, log: Log): Promise<Doors> {
  const open: Bound[] = []
  const watch = tls === null ? null : watchTls(tls, log, (pair) => open.forEach((door) => door.renew(pair)))
  const close = async () => {
    watch?.stop()
    await Promise.all(open.map((door) => door.close()))
  }
  const openDoor = async (at: number, clientCertificates: boolean) => {
    const door = await bind(host, at, watch === null ? null : { pair: watch.current(), clientCertificates })
    open.push(door)
    return door
  }
  try {
    const forPortal = await openDoor(port, false)
    const forDevices = devicePort === null ? null : await openDoor(devicePort, true)
    return {
      port: forPortal.port,
      devicePort: forDevices?.port ?? null,
      certificateExpires: () => watch?.current().expires ?? null,
      serve(portal, devices) {
        forPortal.serve(portal)
        forDevices?.serve(devices)
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

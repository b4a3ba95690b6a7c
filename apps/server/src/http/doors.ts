import type { Config } from '../config.ts'
import type { ProxyConfig } from '../config-proxy.ts'
import type { Log } from '../parts.ts'
import { bind, BindError, bindSocket } from './bind.ts'
import type { Bound, Handle } from './bind.ts'
import { reception } from './proxy.ts'
import { watchTls } from './tls-watch.ts'

/** All listeners of the process for people and devices. */
export type Doors = {
  readonly port: number
  /** null: devices call where people do. */
  readonly devicePort: number | null
  /** When the certificate in use ends; null without TLS of our own. */
  readonly certificateExpires: () => Date | null
  /** null: there is none. */
  readonly adminPort: number | null
  serve(portal: Handle, devices: Handle, admin: Handle): void
  /** Takes nothing new, lets present requests end. */
  close(): Promise<void>
}

export type DoorsConfig = Pick<Config, 'host' | 'port' | 'tls' | 'devicePort' | 'adminListen'> & ProxyConfig

/** Opens them; what was opened is closed again when a later one fails. Throws `BindError` and `TlsPairError`. */
export async function openDoors(config: DoorsConfig, log: Log): Promise<Doors> {
  const { host, port, tls, devicePort, proxySocket, adminListen } = config
  const receive = reception(config)
  const open: Bound[] = []
  const watch = tls === null ? null : watchTls(tls, log, (pair) => open.forEach((door) => door.renew(pair)))
  const close = async () => {
    watch?.stop()
    await Promise.all(open.map((door) => door.close()))
  }
  const openDoor = async (opening: Promise<Bound>) => {
    const door = await opening
    open.push(door)
    return door
  }
  const onPort = (at: number, clientCertificates: boolean) =>
    openDoor(bind(host, at, watch === null ? null : { pair: watch.current(), clientCertificates }))
  const received =
    (handle: Handle, throughSocket: boolean): Handle =>
    (request, response) => {
      receive(request, throughSocket)
      handle(request, response)
    }
  try {
    const forPortal = await onPort(port, false)
    const forDevices = devicePort === null ? null : await onPort(devicePort, true)
    const forProxy = proxySocket === null ? null : await openDoor(bindSocket(proxySocket))
    const forAdmin = adminListen === null ? null : await openDoor(bindAdmin(adminListen))
    return {
      port: forPortal.port,
      devicePort: forDevices?.port ?? null,
      adminPort: forAdmin?.port ?? null,
      certificateExpires: () => watch?.current().expires ?? null,
      serve(portal, devices, admin) {
        forPortal.serve(received(portal, false))
        forDevices?.serve(received(devices, false))
        // What the portal's port serves, for the proxy that stands before it.
        forProxy?.serve(received(portal, true))
        forAdmin?.serve(admin)
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Several processes on one machine meet at its default port: the sentence names the variable. */
async function bindAdmin({ host, port }: { readonly host: string; readonly port: number }): Promise<Bound> {
  try {
    return await bind(host, port)
  } catch (error) {
    if (!(error instanceof BindError)) throw error
    throw new BindError(error.code, `LATCHKEY_ADMIN_LISTEN=${host}:${port}: ${error.message}`, error)
  }
}

import { connect } from 'node:net'
import { fail, ok } from './check.ts'
import type { Finding } from './check.ts'

/** Opens a connection to the service at this address and closes it again; nothing is said on it. */
export function reach(address: string, patience = 3_000): Promise<Finding> {
  const { hostname, port, protocol } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '')
  const at = Number(port || (protocol === 'http:' ? 80 : 443))
  return new Promise((resolve) => {
    const socket = connect({ host, port: at })
    const end = (finding: Finding) => {
      socket.destroy()
      resolve(finding)
    }
    const unreached = (why: string) =>
      fail(`${host}:${at} can’t be reached (${why}).`, `Let this server open connections to ${host}, port ${at}.`)
    socket.setTimeout(patience, () => end(unreached(`no answer in ${patience / 1000} s`)))
    socket.once('connect', () => end(ok(`${host}:${at} takes connections.`)))
    socket.once('error', (error: NodeJS.ErrnoException) => end(unreached(error.code ?? 'unknown')))
  })
}

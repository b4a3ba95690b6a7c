import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Secret } from '@latchkey/domain'
import type { ProxyConfig } from '../config-proxy.ts'
import { clientAddress, plainAddress, trustedAddresses } from './proxy-address.ts'
import { readCertificateHeader } from './proxy-certificate.ts'
import { handOver } from './tls-peer.ts'

/** Receives each request before any route sees it: afterwards its headers say only what may be believed. */
export type Reception = (request: IncomingMessage, throughSocket: boolean) => void

const secretHeader = 'latchkey-proxy-secret'
/** What only a proxy may say. */
const claims = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]
/** Stands for whoever is behind a socket without saying so. */
const unnamed = '127.0.0.1'

/**
 * Believes a proxy that came through the Unix socket, or from a trusted address with the secret: X-Forwarded-For then
 * holds the client's address alone, and the device's certificate is noted. From anyone else all of it is taken away.
 */
export function reception(config: ProxyConfig): Reception {
  const isTrusted = trustedAddresses(config.trustedProxies)
  const knowsSecret = secretCheck(config.proxySecret)
  const header = config.clientCertificateHeader
  const removed = [...claims, secretHeader, ...(header === null ? [] : [header])]

  return (request, throughSocket) => {
    const { headers } = request
    const peer = plainAddress(request.socket.remoteAddress ?? unnamed)
    const believed = throughSocket || (isTrusted(peer) && knowsSecret(headers[secretHeader]))
    const forwardedFor = headers['x-forwarded-for']
    const certificate = header === null ? undefined : headers[header]
    for (const name of removed) if (name in headers) delete headers[name]
    if (!believed) return
    headers['x-forwarded-for'] = clientAddress(String(forwardedFor ?? ''), peer, isTrusted)
    const der = typeof certificate === 'string' ? readCertificateHeader(certificate) : null
    if (der !== null) handOver(request, der)
  }
}

function secretCheck(secret: Secret<string> | null): (shown: unknown) => boolean {
  if (secret === null) return () => false
  const expected = sha256(secret.reveal())
  return (shown) => typeof shown === 'string' && timingSafeEqual(sha256(shown), expected)
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

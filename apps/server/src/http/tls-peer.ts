import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { hashCertificate } from '@latchkey/certificates'

/** The certificate that a device has shown; proven to be its own, not yet judged. */
export type DeviceCertificate = {
  readonly der: Uint8Array
  /** SHA-256 of the DER. */
  readonly hash: Uint8Array
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Shown in TLS, to this process or to a proxy that it trusts; null where none was. */
    readonly deviceCertificate: DeviceCertificate | null
  }
}

const handedOver = new WeakMap<IncomingMessage, DeviceCertificate>()
const shown = new WeakMap<TLSSocket, DeviceCertificate>()

/** Notes the certificate that a trusted proxy hands over with this request. */
export function handOver(request: IncomingMessage, der: Uint8Array): void {
  handedOver.set(request, { der, hash: hashCertificate(der) })
}

/** The certificate behind a request; a connection is asked once. */
export function deviceCertificateOf(request: IncomingMessage): DeviceCertificate | null {
  const { socket } = request
  if (!(socket instanceof TLSSocket)) return handedOver.get(request) ?? null
  const before = shown.get(socket)
  if (before !== undefined) return before
  const { raw } = socket.getPeerCertificate() as { readonly raw?: Buffer }
  if (raw === undefined) return handedOver.get(request) ?? null
  const certificate = { der: Uint8Array.from(raw), hash: hashCertificate(raw) }
  shown.set(socket, certificate)
  return certificate
}

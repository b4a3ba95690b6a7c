import type { IncomingHttpHeaders } from 'node:http2'
import type { Reason } from './refusal.ts'

/** A push as it was asked for. */
export type Push = {
  /** Lower-case hexadecimal. */
  readonly token: string
  readonly magic: string
  readonly topic: string
  readonly priority: number
  /** Unix seconds; 0: try once. */
  readonly expiration: number
  readonly id: string | null
}

export const mostPayloadBytes = 4096

/** Reads a request as Apple's service would; what is wrong with it comes first. */
export function readPush(headers: IncomingHttpHeaders, body: Uint8Array): Push | Reason {
  if (headers[':method'] !== 'POST') return 'MethodNotAllowed'
  const token = /^\/3\/device\/(.*)$/.exec(headers[':path'] ?? '')?.[1]
  if (token === undefined) return 'BadPath'
  if (token === '') return 'MissingDeviceToken'
  if (!/^(?:[0-9a-f]{2}){32,100}$/.test(token)) return 'BadDeviceToken'

  const topic = headers['apns-topic']
  if (topic === undefined || topic === '') return 'MissingTopic'
  if (typeof topic !== 'string' || !topic.startsWith('com.apple.mgmt.')) return 'BadTopic'
  if (headers['apns-push-type'] !== 'mdm') return 'InvalidPushType'
  const priority = headers['apns-priority'] ?? '10'
  if (priority !== '10' && priority !== '5') return 'BadPriority'
  const expiration = headers['apns-expiration'] ?? '0'
  if (typeof expiration !== 'string' || !/^\d{1,15}$/.test(expiration)) return 'BadExpirationDate'
  const id = headers['apns-id'] ?? null
  if (id !== null && (typeof id !== 'string' || !uuid.test(id))) return 'BadMessageId'

  if (body.length === 0) return 'PayloadEmpty'
  if (body.length > mostPayloadBytes) return 'PayloadTooLarge'
  const magic = magicIn(body)
  if (magic === null) return 'NotAnMdmPayload'
  return { token, magic, topic, priority: Number(priority), expiration: Number(expiration), id }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Exactly `{"mdm": "…"}`, without `aps`. */
function magicIn(body: Uint8Array): string | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    if (typeof payload !== 'object' || payload === null || !('mdm' in payload)) return null
    return Object.keys(payload).length === 1 && typeof payload.mdm === 'string' ? payload.mdm : null
  } catch {
    return null
  }
}

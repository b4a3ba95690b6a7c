import type { Phone } from './phone.ts'

const binary = ['certificate', 'unlockToken', 'pushToken'] as const

/** A device as JSON, private key and passcode included: for a file that only its owner can read. */
export type SavedDevice = { readonly version: 1; readonly phone: Readonly<Record<string, unknown>> }

export class SavedDeviceError extends Error {
  readonly code = 'saved-device'
}

export function save(phone: Phone): SavedDevice {
  const { unsent, ...rest } = structuredClone(phone)
  const plain: Record<string, unknown> = { ...rest }
  for (const key of binary) plain[key] = base64(phone[key])
  plain['unsent'] = unsent === null ? null : { ...unsent, body: base64(unsent.body) }
  return { version: 1, phone: plain }
}

/** The device that was saved. Throws `SavedDeviceError` when this is not one. */
export function restore(saved: unknown): Phone {
  const phone = isRecord(saved) && saved['version'] === 1 ? saved['phone'] : null
  if (!isRecord(phone) || !isRecord(phone['identity']) || typeof phone['privateKeyPem'] !== 'string') {
    throw new SavedDeviceError('this is not a saved device')
  }
  const revived: Record<string, unknown> = structuredClone(phone)
  for (const key of binary) revived[key] = bytes(phone[key])
  const unsent = phone['unsent']
  if (isRecord(unsent)) revived['unsent'] = { ...unsent, body: bytes(unsent['body']) }
  return revived as Phone
}

function base64(value: Uint8Array | null): string | null {
  return value === null ? null : Buffer.from(value).toString('base64')
}

function bytes(value: unknown): Uint8Array | null {
  return typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

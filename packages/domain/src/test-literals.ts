import type { Confirmation } from './confirmations/confirmation.ts'
import type { Device, Enrolment } from './devices/device.ts'
import type { Request } from './requests/request.ts'

/* Literals that tests start from; each test states only what it is about. */

export const noon = new Date('2026-03-12T12:00:00Z')
/** `noon` moved by milliseconds. */
export const at = (milliseconds: number): Date => new Date(noon.getTime() + milliseconds)

export const enrolment: Enrolment = {
  id: 'enrolment-1',
  deviceId: 'device-1',
  generation: 1,
  channel: 'apple',
  kind: 'device',
  state: 'enrolled',
  enrolledAt: at(-30 * 86_400_000),
  signedInOnDevice: true,
  unlockTokenSince: at(-30 * 86_400_000),
  pushDeadSince: null,
}

export const iphone: Device = {
  id: 'device-1',
  holderId: 'camille',
  holderSince: at(-30 * 86_400_000),
  firstHolder: true,
  channel: 'apple',
  platform: 'ios',
  form: 'phone',
  maker: 'Apple',
  model: 'iPhone 13',
  osVersion: '18.6',
  name: 'Camille’s iPhone',
  originalName: 'iPhone',
  serial: 'F2LXK0Q7Q2K',
  ownership: 'personal',
  shared: false,
  passcodePresent: null,
  lostMode: false,
  markedLostAt: null,
  lastSeenAt: at(-60_000),
  lastCheckedAt: at(-60_000),
  removedAt: null,
  enrolment,
}

export const request: Request = {
  id: 'request-1',
  reference: 'ABCDEFGH',
  deviceId: 'device-1',
  enrolmentId: 'enrolment-1',
  personId: 'camille',
  act: 'reset-passcode',
  state: 'queued',
  askedAt: noon,
  unsentUntil: at(3_600_000),
  heldUntil: null,
  handedOverAt: null,
  settledAt: null,
  outcome: null,
  late: false,
  confirmationId: 'confirmation-1',
}

export const session = Uint8Array.of(1, 2, 3)

export const confirmation: Confirmation = {
  id: 'confirmation-1',
  personId: 'camille',
  issuer: 'https://id.example',
  subject: 'camille',
  deviceId: 'device-1',
  act: 'reset-passcode',
  state: 'verified',
  signedOutAt: at(-60_000),
  endedSessionAuthTime: 1,
  language: null,
  verifiedAt: at(-10_000),
  sessionHash: session,
  failure: null,
}

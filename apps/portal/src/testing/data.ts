import type { Device, Request as ActRequest, Start } from '@latchkey/portal-api'

/** The moment at which every test's page is opened, on the server's clock. */
export const testNow = Date.parse('2026-11-22T18:42:00.000Z')

/** An instant some seconds from the moment of the test. */
export function inSeconds(seconds: number): string {
  return new Date(testNow + seconds * 1_000).toISOString()
}

export const phoneId = '6f1f0f34-7a0c-4f0e-9a2e-2b1f63c0aa01'
export const requestId = '6f1f0f34-7a0c-4f0e-9a2e-2b1f63c0aa02'

export const start: Start = {
  organisation: {
    name: 'Contoso',
    colour: '#0e5a6b',
    logoUrl: null,
    privacyUrl: null,
    contact: {
      name: null,
      phone: '+33 1 23 45 67 89',
      email: 'support@contoso.example',
      websiteName: null,
      websiteUrl: null,
      note: null,
    },
  },
  demo: null,
  strength: 'strong',
  version: '0.1.0',
  now: inSeconds(0),
  signedIn: {
    person: { id: 'p1', name: 'Camille Moreau', email: 'camille@contoso.example', language: null },
    borrowed: false,
    idleUntil: inSeconds(900),
    absoluteUntil: inSeconds(28_800),
    unreadNotifications: 0,
  },
}

export const borrowed: Start = { ...start, signedIn: start.signedIn && { ...start.signedIn, borrowed: true } }
export const signedOut: Start = { ...start, signedIn: null }

export const phone: Device = {
  id: phoneId,
  name: 'Camille’s iPhone',
  maker: 'Apple',
  model: 'iPhone 13',
  form: 'phone',
  platform: 'ios',
  lastFour: '7Q2K',
  ownership: 'personal',
  lastSeenAt: inSeconds(-120),
  readiness: { verdict: 'ready', effect: 'removed' },
  running: null,
  originalName: 'iPhone',
  osVersion: '18.6',
  lastCheckedAt: inSeconds(-120),
  passcodePresent: true,
  enrolledAt: inSeconds(-86_400 * 30),
  keyHeldSince: inSeconds(-86_400 * 30),
  commands: [
    { act: 'rename', usable: true, reason: null },
    { act: 'remove', usable: false, reason: 'not-yet' },
    { act: 'reset-passcode', usable: true, reason: null },
    { act: 'remote-lock', usable: false, reason: 'not-yet' },
    { act: 'factory-reset', usable: false, reason: 'not-yet' },
  ],
  lastReset: null,
  confirmation: null,
  temporaryPasscode: null,
  activity: [],
}

export const queued: ActRequest = {
  id: requestId,
  reference: 'K7QM-4TPX',
  deviceId: phoneId,
  act: 'reset-passcode',
  state: 'queued',
  open: true,
  cancellable: true,
  askedAt: inSeconds(-20),
  unsentUntil: inSeconds(3_580),
  heldUntil: null,
  handedOverAt: null,
  settledAt: null,
  outcome: null,
  late: false,
}

/** The same request, ended with an outcome. */
export function ended(state: ActRequest['state'], outcome: NonNullable<ActRequest['outcome']>): ActRequest {
  return { ...queued, state, outcome, open: false, cancellable: false, settledAt: inSeconds(-5) }
}

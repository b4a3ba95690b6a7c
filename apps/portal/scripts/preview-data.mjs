// Canned answers for looking at the portal: each state of each page. Instants are minutes from now.
const id = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString()

const organisation = {
  name: 'Contoso',
  colour: '#0e5a6b',
  logoUrl: null,
  privacyUrl: 'https://contoso.example/privacy',
  contact: {
    name: 'Contoso support',
    phone: '+33 1 23 45 67 89',
    email: 'support@contoso.example',
    websiteName: 'help.contoso.example',
    websiteUrl: 'https://help.contoso.example',
    note: 'Monday to Friday, 8:00 to 18:00. Building A, first floor.',
  },
}

export function startOf(state, borrowed = false) {
  return {
    organisation,
    demo: { wall: '/demo/wall', mailbox: '/demo/mailbox' },
    strength: 'one-factor',
    version: '0.1.0',
    now: at(0),
    signedIn: state.startsWith('out')
      ? null
      : {
          person: { id: 'p', name: 'Camille Moreau', email: 'camille@contoso.example', language: null },
          borrowed,
          idleUntil: at(state === 'idle-soon' ? 1.5 : 15),
          absoluteUntil: at(480),
          unreadNotifications: 2,
        },
  }
}

const tile = (n, name, maker, model, form, platform, readiness, more = {}) => ({
  id: id(n),
  name,
  maker,
  model,
  form,
  platform,
  lastFour: ['7Q2K', '04XM', 'A1B2', 'KT9P', '33ZZ', '81LM', 'PC01', '55TT'][n - 1],
  ownership: n === 2 || n === 7 ? 'corporate' : 'personal',
  lastSeenAt: at(-2),
  readiness,
  running: null,
  ...more,
})

const request = (deviceId, more = {}) => ({
  id: id(900),
  reference: 'K7QM-4TPX',
  deviceId,
  act: 'reset-passcode',
  state: 'queued',
  open: true,
  cancellable: true,
  askedAt: at(-0.4),
  unsentUntil: at(59),
  heldUntil: null,
  handedOverAt: null,
  settledAt: null,
  outcome: null,
  late: false,
  ...more,
})

const ready = (effect) => ({ verdict: 'ready', effect })

export function devicesOf(state) {
  if (state === 'none') return []
  return [
    tile(1, 'Camille’s iPhone', 'Apple', 'iPhone 13', 'phone', 'ios', ready('removed')),
    tile(2, 'Work phone', 'Samsung', 'Galaxy A54', 'phone', 'android', ready('temporary-digits'), {
      running:
        state === 'calm' ? null : request(id(2), { handedOverAt: at(-0.2), cancellable: false, state: 'handed-over' }),
    }),
    tile(3, 'Kitchen iPad', 'Apple', 'iPad (9th generation)', 'tablet', 'ipados', ready('removed')),
    tile(4, 'Pixel', 'Google', 'Pixel 6', 'phone', 'android', ready('temporary-work-profile')),
    tile(5, 'Lumia', 'Microsoft', 'Lumia 950', 'phone', 'windows-mobile', ready('temporary-by-phone')),
    tile(
      6,
      'Lumia',
      'Nokia',
      'Lumia 830',
      'phone',
      'windows-phone',
      {
        verdict: 'unsure',
        effect: 'temporary-digits-by-phone',
        doubt: 'not-seen-lately',
      },
      { lastSeenAt: at(-12 * 24 * 60) },
    ),
    tile(7, 'Desk PC', 'Lenovo', 'ThinkPad T14', 'laptop', 'windows', { verdict: 'no', obstacle: 'windows-desktop' }),
  ]
}

const ends = {
  waiting: {},
  fetched: { handedOverAt: at(-0.2), cancellable: false, state: 'handed-over' },
  removed: end('done', { result: 'removed' }),
  late: { ...end('done', { result: 'removed' }), late: true },
  failed: end('failed', { result: 'failed', code: 'key-no-longer-fits' }),
  unsupported: end('not-supported', { result: 'not-supported', code: 'not-permitted' }),
  unknown: end('unknown', { result: 'unknown' }),
  cancelled: end('cancelled', { result: 'cancelled', by: 'holder' }),
  expired: end('expired', { result: 'expired' }),
  temporary: end('done', { result: 'temporary-passcode' }),
  'temporary-later': end('done', { result: 'temporary-passcode' }),
}

function end(state, outcome) {
  return { state, outcome, open: false, cancellable: false, handedOverAt: at(-1), settledAt: at(-0.5), askedAt: at(-2) }
}

export function deviceOf(deviceId, state) {
  const found = devicesOf('calm').find((device) => device.id === deviceId)
  if (found === undefined) return null
  const lastReset = ends[state] ? request(deviceId, ends[state]) : null
  const possible = found.readiness.verdict !== 'no'
  return {
    ...found,
    running: lastReset?.open ? lastReset : null,
    originalName: found.platform === 'windows' ? 'DESKTOP-9F27' : found.model.split(' ')[0],
    osVersion: { ios: '18.6', ipados: '17.7', android: '14', windows: '11 Pro' }[found.platform] ?? '10.0.15254',
    lastCheckedAt: at(-2),
    passcodePresent: true,
    enrolledAt: at(-30 * 24 * 60),
    keyHeldSince: found.platform.startsWith('i') ? at(-30 * 24 * 60) : null,
    commands: [
      { act: 'rename', usable: true, reason: null },
      { act: 'remove', usable: false, reason: 'not-yet' },
      {
        act: 'reset-passcode',
        usable: possible && !lastReset?.open,
        reason: lastReset?.open ? 'running' : possible ? null : 'not-ready',
      },
      { act: 'remote-lock', usable: false, reason: 'not-yet' },
      { act: 'factory-reset', usable: false, reason: 'not-yet' },
      { act: 'check-status', usable: false, reason: 'not-yet' },
      { act: 'mark-lost', usable: false, reason: 'not-yet' },
    ],
    lastReset,
    confirmation: state === 'confirm' ? { act: 'reset-passcode', closesAt: at(4.5) } : null,
    temporaryPasscode: state.startsWith('temporary')
      ? { until: at(23 * 60), showable: state === 'temporary', requestId: id(900) }
      : null,
    activity: activityOf().filter((entry) => entry.deviceId === deviceId || entry.deviceId === id(1)),
  }
}

export function activityOf() {
  const entry = (n, minutes, what, by, more = {}) => ({
    id: `a${n}`,
    at: at(minutes),
    what,
    by,
    deviceId: id(1),
    deviceName: 'Camille’s iPhone',
    requestId: null,
    result: null,
    ...more,
  })
  return [
    entry(1, -2, 'request-settled', 'device', { result: 'removed' }),
    entry(2, -3, 'command-handed-over', 'device'),
    entry(3, -4, 'request-asked', 'you'),
    entry(4, -5, 'signed-in', 'you', { deviceId: null, deviceName: null }),
    entry(5, -60 * 26, 'request-settled', 'device', { result: 'failed' }),
    entry(6, -60 * 24 * 40, 'rename', 'you'),
    entry(7, -60 * 24 * 41, 'device-enrolled', 'system'),
  ]
}

export function notificationsOf() {
  const notice = (n, kind, minutes, readAt = null) => ({
    id: id(700 + n),
    kind,
    deviceId: id(1),
    deviceName: 'Camille’s iPhone',
    requestId: id(900),
    createdAt: at(minutes),
    readAt,
  })
  return {
    notifications: [
      notice(1, 'reset-done-removed', -2),
      notice(2, 'reset-unknown', -30),
      notice(3, 'sign-in-by-another-account', -60 * 30, at(-60)),
      notice(4, 'reset-failed', -60 * 24 * 3, at(-60)),
    ],
    unread: 2,
  }
}

import type { PlistDict } from '../plist/value.ts'
import { MessageError } from './error.ts'
import { needData, needString, optionalData, optionalString } from './fields.ts'
import { SecretBytes } from './secret-bytes.ts'
import { readSender, type Sender } from './sender.ts'

/** A check-in message (apple/device-management, mdm/checkin). */
export type CheckIn = Authenticate | TokenUpdate | CheckOut | DeclinedCheckIn

/** The device introduces itself; not yet enrolled. All about it may be missing: it depends on the access rights. */
export type Authenticate = {
  readonly type: 'authenticate'
  readonly from: Sender
  readonly topic: string
  readonly device: {
    readonly name: string | null
    /** `iPhone14,5` */
    readonly product: string | null
    readonly osVersion: string | null
    readonly serial: string | null
  }
}

/** Where to push; the first one ends enrolment. */
export type TokenUpdate = {
  readonly type: 'token-update'
  readonly from: Sender
  readonly topic: string
  readonly pushToken: Uint8Array
  readonly pushMagic: string
  /** null: not in this message, which says nothing about an earlier one. */
  readonly unlockToken: SecretBytes | null
}

/** The profile was removed; sent once, best effort. */
export type CheckOut = { readonly type: 'check-out'; readonly from: Sender }

/** Part of the protocol, and not served here. */
export type DeclinedCheckIn = {
  readonly type: 'declined'
  readonly from: Sender
  readonly name: (typeof declined)[number]
}

const declined = [
  'SetBootstrapToken',
  'GetBootstrapToken',
  'DeclarativeManagement',
  'UserAuthenticate',
  'GetToken',
] as const

/** Largest unlock token taken, in bytes; real ones have 1 to 3 kB. */
const unlockTokenMost = 65_536
const pushTokenMost = 256

/** Reads a check-in message; throws `MessageError`. */
export function readCheckIn(dict: PlistDict): CheckIn {
  const name = needString(dict, 'MessageType')
  const from = readSender(dict)
  switch (name) {
    case 'Authenticate':
      return { type: 'authenticate', from, topic: needString(dict, 'Topic'), device: deviceOf(dict) }
    case 'TokenUpdate':
      return tokenUpdate(dict, from)
    case 'CheckOut':
      return { type: 'check-out', from }
  }
  const known = declined.find((other) => other === name)
  if (known === undefined) throw new MessageError('unknown-message', 'MessageType')
  return { type: 'declined', from, name: known }
}

function deviceOf(dict: PlistDict): Authenticate['device'] {
  return {
    name: optionalString(dict, 'DeviceName'),
    product: optionalString(dict, 'ProductName'),
    osVersion: optionalString(dict, 'OSVersion'),
    serial: optionalString(dict, 'SerialNumber'),
  }
}

function tokenUpdate(dict: PlistDict, from: Sender): TokenUpdate {
  const unlockToken = optionalData(dict, 'UnlockToken', unlockTokenMost)
  return {
    type: 'token-update',
    from,
    topic: needString(dict, 'Topic'),
    pushToken: needData(dict, 'Token', pushTokenMost),
    pushMagic: needString(dict, 'PushMagic'),
    unlockToken: unlockToken === null ? null : new SecretBytes(unlockToken),
  }
}

import { queryResponses } from './device-information.ts'
import { lock, withoutPasscode } from './lock-screen.ts'
import { type Phone, note, rights } from './phone.ts'
import { type Dictionary, isDictionary, writePropertyList } from './property-list.ts'
import { type DeviceError, errorChain, errors, firstErrorCode, type Report } from './report.ts'
import { sameToken } from './unlock-token.ts'

/** A command as it was read from the server's reply. */
export type Command = {
  readonly commandUuid: string
  readonly requestType: string
  /** null: there is a CommandUUID, but no command that could be read. */
  readonly keys: Dictionary | null
}

type Said = { readonly status: Report['status']; readonly keys?: Dictionary; readonly executed?: boolean }

const acknowledged: Said = { status: 'Acknowledged', executed: true }
const notNow: Said = { status: 'NotNow' }
const misunderstood: Said = { status: 'CommandFormatError' }

/** The command in a reply; null when not even its CommandUUID can be read. */
export function readCommand(reply: Dictionary | null): Command | null {
  const commandUuid = reply?.['CommandUUID']
  if (typeof commandUuid !== 'string' || commandUuid === '') return null
  const keys = isDictionary(reply?.['Command']) ? reply['Command'] : null
  const requestType = keys?.['RequestType']
  if (keys === null || typeof requestType !== 'string') return { commandUuid, requestType: '', keys: null }
  return { commandUuid, requestType, keys }
}

/** Carries a command out and says so in the ledger. */
export function execute(phone: Phone, command: Command, now: Date): Report {
  const said = obey(phone, command, now)
  if (said.executed === true) {
    note(phone, { what: 'executed', commandUuid: command.commandUuid, requestType: command.requestType }, now)
  }
  return report(phone, command, said.status, said.keys)
}

/** An answer to the command without carrying it out. */
export function report(phone: Phone, command: Command, status: Report['status'], keys: Dictionary = {}): Report {
  const body = writePropertyList({
    CommandUUID: command.commandUuid,
    ...keys,
    Status: status,
    UDID: phone.identity.udid,
  })
  return { commandUuid: command.commandUuid, status, errorCode: firstErrorCode(keys), body }
}

function obey(phone: Phone, command: Command, now: Date): Said {
  if (command.keys === null) return misunderstood
  switch (command.requestType) {
    case 'ClearPasscode':
      return clearPasscode(phone, command.commandUuid, command.keys, now)
    case 'DeviceInformation':
      return deviceInformation(phone, command.keys)
    case 'SecurityInfo':
      return securityInfo(phone)
    case 'DeviceLock':
      return deviceLock(phone, command.keys, now)
    default:
      return refused(errors.unknownCommand)
  }
}

function clearPasscode(phone: Phone, commandUuid: string, keys: Dictionary, now: Date): Said {
  const token = keys['UnlockToken']
  if (!(token instanceof Uint8Array)) return misunderstood
  if (!may(phone, rights.lockAndPasscodeRemoval)) return refused(errors.notAuthorised)
  if (phone.lostMode) return refused(errors.inLostMode)
  if (!sameToken(token, phone.unlockToken)) return refused(errors.cannotClearPasscode, errors.keybag)
  phone.screen = withoutPasscode(phone.screen)
  note(phone, { what: 'passcode-removed', commandUuid }, now)
  return acknowledged
}

function deviceInformation(phone: Phone, keys: Dictionary): Said {
  const queries = keys['Queries']
  if (!Array.isArray(queries)) return misunderstood
  if (!may(phone, rights.deviceInformation)) return refused(errors.notAuthorised)
  return { ...acknowledged, keys: { QueryResponses: queryResponses(phone, queries) } }
}

function securityInfo(phone: Phone): Said {
  if (!may(phone, rights.securityQuery)) return refused(errors.notAuthorised)
  if (phone.screen.locked) return notNow
  const present = phone.screen.passcode !== null
  const info = {
    HardwareEncryptionCaps: 3,
    PasscodePresent: present,
    PasscodeCompliant: true,
    PasscodeCompliantWithProfiles: true,
    PasscodeLockGracePeriod: 0,
    PasscodeLockGracePeriodEnforced: 0,
    ManagementStatus: { EnrolledViaDEP: false, IsUserEnrollment: false },
  }
  return { ...acknowledged, keys: { SecurityInfo: info } }
}

function deviceLock(phone: Phone, keys: Dictionary, now: Date): Said {
  if (!may(phone, rights.lockAndPasscodeRemoval)) return refused(errors.notAuthorised)
  const message = text(keys['Message'])
  const phoneNumber = text(keys['PhoneNumber'])
  const hasPasscode = phone.screen.passcode !== null
  if (hasPasscode) {
    phone.screen = { ...lock(phone.screen), message, phoneNumber }
    note(phone, { what: 'locked' }, now)
  }
  if (message === null && phoneNumber === null) return acknowledged
  const result = phone.lostMode ? 'DeviceInLostMode' : hasPasscode ? 'Success' : 'NoPasscodeSet'
  return { ...acknowledged, keys: { MessageResult: result } }
}

function may(phone: Phone, right: number): boolean {
  return ((phone.settings?.accessRights ?? 0) & right) !== 0
}

function refused(...chain: readonly DeviceError[]): Said {
  return { status: 'Error', keys: errorChain(chain) }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

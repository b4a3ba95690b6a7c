import type { CommandKind } from '@latchkey/domain'

/*
 * A report names its command by the CommandUUID that we chose, and not by what was asked. So the kind stands in it,
 * as in the example of Apple's protocol reference ("0001_EraseDevice"): a report is understood without a look-up.
 */

type AppleKind = Extract<CommandKind, 'clear-passcode' | 'device-information'>

const kinds: Readonly<Record<string, AppleKind>> = {
  ClearPasscode: 'clear-passcode',
  DeviceInformation: 'device-information',
}

export function writeCommandUuid(commandId: string, requestType: 'ClearPasscode' | 'DeviceInformation'): string {
  return `${commandId}_${requestType}`
}

/** The command that a device names; null when it is none of ours, and must not reach the database. */
export function readCommandUuid(text: string): { readonly commandId: string; readonly kind: AppleKind } | null {
  const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(ClearPasscode|DeviceInformation)$/i.exec(text)
  const kind = kinds[match?.[2] ?? '']
  return match?.[1] === undefined || kind === undefined ? null : { commandId: match[1].toLowerCase(), kind }
}

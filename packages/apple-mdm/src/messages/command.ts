import { encodePlist } from '../plist/encode.ts'
import type { PlistDict } from '../plist/value.ts'

/** A command as the device gets it (apple/device-management, mdm/commands). */
export type AppleCommand =
  | { readonly type: 'ClearPasscode'; readonly unlockToken: Uint8Array }
  | { readonly type: 'DeviceInformation'; readonly queries: readonly string[] }

/** The reply's body that hands a command over. `commandUuid` comes back in the device's report. */
export function encodeCommand(commandUuid: string, command: AppleCommand): string {
  return encodePlist({ CommandUUID: commandUuid, Command: bodyOf(command) })
}

function bodyOf(command: AppleCommand): PlistDict {
  switch (command.type) {
    case 'ClearPasscode':
      return { RequestType: 'ClearPasscode', UnlockToken: command.unlockToken }
    case 'DeviceInformation':
      return { RequestType: 'DeviceInformation', Queries: command.queries }
  }
}

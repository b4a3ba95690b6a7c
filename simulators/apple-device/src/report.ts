import { type Dictionary, isDictionary } from './property-list.ts'

/** What a device can say of a command, or instead of one. */
export type Status = 'Idle' | 'Acknowledged' | 'Error' | 'CommandFormatError' | 'NotNow'

/** One link of an ErrorChain; the first link of a chain is the top-level error. */
export type DeviceError = {
  readonly domain: string
  readonly code: number
  readonly description: string
}

/** The device's answer to one command, kept until the server has taken it. */
export type Report = {
  readonly commandUuid: string
  readonly status: Exclude<Status, 'Idle'>
  /** Of the chain's first link. */
  readonly errorCode: number | null
  readonly body: Uint8Array
}

export const errors = {
  notAuthorised: {
    domain: 'MCMDMErrorDomain',
    code: 12007,
    description: 'The MDM server is not authorised to do this.',
  },
  unknownCommand: { domain: 'MCMDMErrorDomain', code: 12021, description: 'The command is not known to this device.' },
  inLostMode: { domain: 'MCMDMErrorDomain', code: 12078, description: 'The command is not allowed in Lost Mode.' },
  cannotClearPasscode: {
    domain: 'MCPasscodeErrorDomain',
    code: 5013,
    description: 'The passcode could not be cleared.',
  },
  keybag: { domain: 'MCKeybagErrorDomain', code: 37000, description: 'The escrow keybag does not fit.' },
} as const satisfies Record<string, DeviceError>

/** Code of the first error in a report's keys. */
export function firstErrorCode(keys: Dictionary): number | null {
  const chain = keys['ErrorChain']
  const first = Array.isArray(chain) ? chain[0] : undefined
  return isDictionary(first) && typeof first['ErrorCode'] === 'number' ? first['ErrorCode'] : null
}

/** The ErrorChain key as it stands in a report. */
export function errorChain(chain: readonly DeviceError[]): Dictionary {
  return {
    ErrorChain: chain.map((error) => ({
      ErrorCode: error.code,
      ErrorDomain: error.domain,
      LocalizedDescription: error.description,
      USEnglishDescription: error.description,
    })),
  }
}

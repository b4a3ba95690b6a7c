import type { ChainLink, Fact } from '@latchkey/apple-mdm'
import type { CommandKind, FailureCode } from '@latchkey/domain'
import type { DeviceReport } from '../../parts.ts'

/** What is known of a device's error codes; Apple asks not to depend on them, so all others are a refusal and no more. */
const meanings: Readonly<Record<string, Readonly<Record<number, FailureCode>>>> = {
  MCPasscodeErrorDomain: {
    5010: 'device-locked',
    // "Cannot clear passcode": the unlock token is not this enrolment's.
    5013: 'key-no-longer-fits',
  },
  MCKeybagErrorDomain: { 37000: 'key-no-longer-fits', 37001: 'key-no-longer-fits' },
  MCMDMErrorDomain: {
    12007: 'not-permitted',
    12008: 'not-understood',
    12017: 'key-no-longer-fits',
    12018: 'key-no-longer-fits',
    12019: 'key-no-longer-fits',
    12020: 'not-permitted',
    12021: 'not-permitted',
    12078: 'in-lost-mode',
  },
  MCInstallationErrorDomain: { 4009: 'device-locked' },
}

/** "Invalid request type": this device or enrolment has no such command. */
const unknownCommand = { domain: 'MCMDMErrorDomain', code: 12021 }

/** What a device said of a command, in the domain's words. */
export function saidOf(kind: CommandKind, { said, errors }: Fact): DeviceReport['said'] {
  switch (said) {
    case 'done':
      return { type: 'done', outcome: { result: kind === 'clear-passcode' ? 'removed' : 'acknowledged' } }
    case 'put-off':
      return { type: 'not-now' }
    case 'not-understood':
      return { type: 'not-understood', errors }
    case 'refused':
      return refusal(errors)
  }
}

function refusal(errors: readonly ChainLink[]): DeviceReport['said'] {
  const code = errors.map(meaningOf).find((meaning) => meaning !== null) ?? 'device-refused'
  if (code === 'key-no-longer-fits') {
    return { type: 'key-refused', outcome: { result: 'failed', code, device: errors } }
  }
  const unknown = errors.some(({ domain, code: number }) => {
    return domain === unknownCommand.domain && number === unknownCommand.code
  })
  return { type: 'refused', outcome: { result: unknown ? 'not-supported' : 'failed', code, device: errors } }
}

function meaningOf({ domain, code }: ChainLink): FailureCode | null {
  return Object.hasOwn(meanings, domain) ? (meanings[domain]?.[code] ?? null) : null
}

import { isDict, type PlistArray, type PlistDict } from '../plist/value.ts'
import { arrayOf, dictOf, needString, optionalString } from './fields.ts'
import { readSender, type Sender } from './sender.ts'

/** What a device says on the command channel. */
export type Report = {
  readonly type: 'report'
  readonly from: Sender
  readonly status: 'idle' | 'acknowledged' | 'error' | 'not-now' | 'format-error' | 'other'
  /** The CommandUUID as the device gave it back; null with Idle. */
  readonly commandUuid: string | null
  /** Top-level error first; texts stay behind (they are in the device's language). */
  readonly errors: readonly ChainLink[]
  /** QueryResponses of DeviceInformation. */
  readonly answers: PlistDict | null
}

/** One link of an ErrorChain. */
export type ChainLink = { readonly domain: string; readonly code: number }

const statuses: Readonly<Record<string, Report['status']>> = {
  Idle: 'idle',
  Acknowledged: 'acknowledged',
  Error: 'error',
  NotNow: 'not-now',
  CommandFormatError: 'format-error',
}

/** Links kept of one chain. */
const chainMost = 16

/** Reads a report; throws `MessageError`. An unknown status and an odd error chain are kept, not refused. */
export function readReport(dict: PlistDict): Report {
  const status = needString(dict, 'Status')
  return {
    type: 'report',
    from: readSender(dict),
    status: Object.hasOwn(statuses, status) ? (statuses[status] ?? 'other') : 'other',
    commandUuid: optionalString(dict, 'CommandUUID'),
    errors: readChain(arrayOf(dict, 'ErrorChain')),
    answers: dictOf(dict, 'QueryResponses'),
  }
}

function readChain(chain: PlistArray): readonly ChainLink[] {
  return chain
    .slice(0, chainMost)
    .filter(isDict)
    .map((link) => {
      const domain = link['ErrorDomain']
      const code = link['ErrorCode']
      return {
        // The cut may go through a character; half of one is nothing that a database takes.
        domain: typeof domain === 'string' ? domain.slice(0, 128).toWellFormed() : '',
        code: typeof code === 'number' && Number.isSafeInteger(code) ? code : 0,
      }
    })
}

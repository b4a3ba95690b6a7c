import type { PlistDict } from '../plist/value.ts'
import { MessageError } from './error.ts'
import { optionalString } from './fields.ts'

/** Who a message says it is from. It proves nothing: bind it to the certificate. */
export type Sender = {
  /** UDID, or EnrollmentID for a user enrolment. */
  readonly id: string
  readonly kind: 'device' | 'user-enrolment'
  /** The user of a user channel (Macs, Shared iPad); null on the device channel. */
  readonly user: string | null
}

/** UserID of every user channel of a Shared iPad; the user's key is then the short name. */
const sharedIpad = 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'

/** The sender; where UDID and EnrollmentID both stand, the UDID counts. */
export function readSender(dict: PlistDict): Sender {
  const udid = optionalString(dict, 'UDID')
  const enrollment = optionalString(dict, 'EnrollmentID')
  const id = udid ?? enrollment
  if (id === null) throw new MessageError('no-sender')
  return { id, kind: udid === null ? 'user-enrolment' : 'device', user: userOf(dict) }
}

function userOf(dict: PlistDict): string | null {
  const user = optionalString(dict, 'UserID') ?? optionalString(dict, 'EnrollmentUserID')
  return user === sharedIpad ? (optionalString(dict, 'UserShortName') ?? user) : user
}

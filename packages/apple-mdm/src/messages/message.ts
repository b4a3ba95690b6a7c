import { decodePlist } from '../plist/decode.ts'
import { isDict } from '../plist/value.ts'
import { readCheckIn, type CheckIn } from './check-in.ts'
import { MessageError } from './error.ts'
import { readReport, type Report } from './report.ts'

export type Message = CheckIn | Report

/**
 * Reads what a device has put, at either address: a check-in has a MessageType, a report a Status. The content type
 * does not decide, since devices and their stand-ins differ there. Throws `PlistError` or `MessageError`.
 */
export function readMessage(text: string): Message {
  const value = decodePlist(text)
  if (!isDict(value)) throw new MessageError('no-message')
  if (Object.hasOwn(value, 'MessageType')) return readCheckIn(value)
  if (Object.hasOwn(value, 'Status')) return readReport(value)
  throw new MessageError('no-message')
}

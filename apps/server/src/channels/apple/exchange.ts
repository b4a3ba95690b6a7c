import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { MessageError, PlistError, readMessage, type DeclinedCheckIn, type Message } from '@latchkey/apple-mdm'
import { nothing, unreadable, type AppleAnswer } from './answer.ts'
import { takeAuthenticate } from './authenticate.ts'
import { takeCheckOut } from './check-out.ts'
import type { AppleParts } from './parts.ts'
import type { Speaker } from './speaker.ts'
import { takeReport } from './take-report.ts'
import { takeTokenUpdate } from './token-update.ts'

/**
 * Takes one message of a device, from either address: who signed it, what it says, what it gets. Throws only when a
 * part fails (the database): nothing was done then, and the device tries again.
 */
export async function exchange(parts: AppleParts, signature: string, body: Buffer): Promise<AppleAnswer> {
  const signer = parts.checkSignature(signature, body, parts.now())
  if (typeof signer === 'string') return unreadable(`signature-${signer}`)
  const message = read(body)
  return typeof message === 'string' ? unreadable(message) : take(parts, { ...signer, message: sha256(body) }, message)
}

function sha256(body: Buffer): Uint8Array {
  return createHash('sha256').update(body).digest()
}

function read(body: Buffer): Message | string {
  if (!isUtf8(body)) return 'plist-not-utf8'
  try {
    return readMessage(body.toString('utf8'))
  } catch (error) {
    if (error instanceof PlistError) return `plist-${error.code}`
    if (error instanceof MessageError) return `message-${error.code}`
    throw error
  }
}

async function take(parts: AppleParts, signer: Speaker, message: Message): Promise<AppleAnswer> {
  if (message.type === 'report') return takeReport(parts, signer, message)
  // A user's channel (Macs, Shared iPad) never touches the device's; 410 declines that user until the next login.
  if (message.from.user !== null) return { type: 'refused', status: 410, code: 'user-channel', enrolmentId: null }
  switch (message.type) {
    case 'authenticate':
      return takeAuthenticate(parts, signer, message)
    case 'token-update':
      return takeTokenUpdate(parts, signer, message)
    case 'check-out':
      return takeCheckOut(parts, signer, message)
    case 'declined':
      return decline(message)
  }
}

function decline({ name }: DeclinedCheckIn): AppleAnswer {
  switch (name) {
    // An empty answer says that no token is escrowed.
    case 'GetBootstrapToken':
      return nothing
    case 'UserAuthenticate':
      return { type: 'refused', status: 410, code: 'user-channel', enrolmentId: null }
    case 'DeclarativeManagement':
      return { type: 'refused', status: 404, code: 'not-served', enrolmentId: null }
    case 'SetBootstrapToken':
    case 'GetToken':
      return unreadable('not-served')
  }
}

import { type Behaviour, waitAsTold } from './behaviour.ts'
import { checkOut, idle } from './check-in.ts'
import { type Command, execute, readCommand, report } from './commands.ts'
import { signBody } from './mdm-signature.ts'
import { isReachable, note, type Phone } from './phone.ts'
import { readPropertyList } from './property-list.ts'
import { errorChain, type Report, type Status } from './report.ts'
import { BrokenConnectionError, type Reply, type Wire } from './wire.ts'

/** What a connection to the server came to. */
export type Connected =
  /** Nothing was waiting, or everything was answered: the server's last reply was empty. */
  | 'done'
  | 'not-enrolled'
  | 'unreachable'
  | 'broken'
  /** The server answered something else than 200; what was to be reported is kept. */
  | 'refused'
  /** The server told the device to forget it. */
  | 'removed'
  /** A command was taken and nothing said of it. */
  | 'silent'

/** What can be seen of the device's dealings with its server. */
export type Contact = {
  activity: 'resting' | 'connecting' | 'working'
  /** When the server last answered anything, ISO 8601. */
  lastAt: string | null
  command: {
    readonly uuid: string
    readonly requestType: string
    readonly fetchedAt: string
    readonly status: Status | null
    readonly answeredAt: string | null
    /** Of the first error in the answer. */
    readonly errorCode: number | null
  } | null
  /** Fetched, and kept to itself. */
  held: Command | null
}

export type Dealings = {
  readonly phone: Phone
  readonly wire: Wire
  readonly behaviour: Behaviour
  readonly contact: Contact
  now(): Date
  changed(): void
}

const reportType = 'application/x-apple-aspen-mdm; charset=UTF-8'
const checkInType = 'application/x-apple-aspen-mdm-checkin'

/** One connection: Idle, or the report that is still owed, then commands until the server has no more. */
export async function talk(dealings: Dealings): Promise<Connected> {
  const { phone, contact } = dealings
  if (phone.settings === null || !phone.enrolled) return 'not-enrolled'
  if (!isReachable(phone)) return 'unreachable'
  if (contact.held !== null) return 'silent'
  show(dealings, 'connecting')
  try {
    return await exchange(dealings, phone.settings.serverUrl)
  } catch (error) {
    if (error instanceof BrokenConnectionError) return 'broken'
    throw error
  } finally {
    dealings.wire.cut()
    show(dealings, 'resting')
  }
}

async function exchange(dealings: Dealings, serverUrl: string): Promise<Connected> {
  const { phone, behaviour } = dealings
  for (;;) {
    const owed = phone.unsent
    const fate = owed === null ? undefined : behaviour.lostReports.shift()
    if (fate === 'before-sending') return 'broken'
    const reply = await send(dealings, serverUrl, reportType, owed?.body ?? idle(phone))
    if (fate === 'after-sending') return 'broken'
    if (reply.status !== 200) return forget(dealings, reply) ? 'removed' : 'refused'
    if (owed !== null) settled(dealings, owed)
    if (reply.body.length === 0) return 'done'
    if (behaviour.lostReplies > 0) {
      behaviour.lostReplies -= 1
      return 'broken'
    }
    const command = readCommand(readPropertyList(reply.body))
    if (command === null) return 'done'
    if (!(await take(dealings, command))) return phone.on ? 'silent' : 'broken'
  }
}

/** Receives a command and answers it; false when it is left unanswered. */
async function take(dealings: Dealings, command: Command): Promise<boolean> {
  const { phone, behaviour, contact } = dealings
  const fetchedAt = dealings.now()
  note(phone, { what: 'fetched', commandUuid: command.commandUuid, requestType: command.requestType }, fetchedAt)
  contact.command = {
    uuid: command.commandUuid,
    requestType: command.requestType,
    fetchedAt: fetchedAt.toISOString(),
    status: null,
    answeredAt: null,
    errorCode: null,
  }
  show(dealings, 'working')
  if (behaviour.silent) {
    contact.held = command
    return false
  }
  await waitAsTold(behaviour)
  // Turned off while it was thinking: the command is gone.
  if (!phone.on) return false
  phone.unsent = answer(dealings, command)
  dealings.changed()
  return true
}

/** Answers, by carrying out or as it was told to misbehave. */
export function answer(dealings: Dealings, command: Command): Report {
  const { phone, behaviour } = dealings
  const failure = behaviour.failures.shift()
  if (failure !== undefined) return report(phone, command, 'Error', errorChain(failure))
  if (behaviour.notNowTimes > 0) {
    behaviour.notNowTimes -= 1
    return report(phone, command, 'NotNow')
  }
  return execute(phone, command, dealings.now())
}

function settled(dealings: Dealings, owed: Report): void {
  const { phone, contact } = dealings
  const at = dealings.now()
  note(phone, { what: 'reported', commandUuid: owed.commandUuid, status: owed.status }, at)
  phone.unsent = null
  phone.lastSaidNotNow = owed.status === 'NotNow'
  if (contact.command?.uuid === owed.commandUuid) {
    contact.command = {
      ...contact.command,
      status: owed.status,
      answeredAt: at.toISOString(),
      errorCode: owed.errorCode,
    }
  }
  dealings.changed()
}

/** Sends a check-in message; the reply is for the caller to judge. */
export function checkIn(dealings: Dealings, body: Uint8Array): Promise<Reply> {
  const { settings } = dealings.phone
  if (settings === null) throw new TypeError('there are no enrolment settings')
  return send(dealings, settings.checkInUrl ?? settings.serverUrl, checkInType, body)
}

/** CheckOut is sent once, whatever becomes of it. */
export async function sayGoodbye(dealings: Dealings): Promise<void> {
  const { phone } = dealings
  if (phone.settings === null) return
  if (phone.settings.checkOutWhenRemoved !== false && isReachable(phone)) {
    await checkIn(dealings, checkOut(phone, phone.settings.topic)).catch(() => undefined)
  }
  phone.enrolled = false
  phone.unsent = null
  note(phone, { what: 'checked-out' }, dealings.now())
  dealings.changed()
}

async function send(dealings: Dealings, url: string, contentType: string, body: Uint8Array): Promise<Reply> {
  const { phone } = dealings
  const reply = await dealings.wire.put({ url, contentType, body, signature: signature(phone, body) })
  if (!phone.on || !phone.network) throw new BrokenConnectionError('the device left the network')
  dealings.contact.lastAt = dealings.now().toISOString()
  return reply
}

function signature(phone: Phone, body: Uint8Array): string | null {
  if (phone.settings?.signMessage !== true || phone.certificate === null) return null
  return signBody(body, { privateKeyPem: phone.privateKeyPem, certificate: phone.certificate }, phone.signatureStyle)
}

/** 401, or 403 with Apple's word for it, removes the profile from the device; true when it did. */
export function forget(dealings: Dealings, reply: Reply): boolean {
  const { phone } = dealings
  if (reply.status !== 401 && !(reply.status === 403 && saysUnrecognised(reply))) return false
  phone.enrolled = false
  phone.unsent = null
  note(phone, { what: 'profile-removed' }, dealings.now())
  return true
}

function saysUnrecognised(reply: Reply): boolean {
  return Buffer.from(reply.body).includes('com.apple.unrecognized.device')
}

function show(dealings: Dealings, activity: Contact['activity']): void {
  dealings.contact.activity = activity
  dealings.changed()
}

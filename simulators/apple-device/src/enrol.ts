import { randomUUID } from 'node:crypto'
import { authenticate, tokenUpdate } from './check-in.ts'
import { type EnrolmentSettings, isReachable, note, type Phone, rights } from './phone.ts'
import { checkIn, type Dealings, forget } from './session.ts'
import { makeUnlockToken } from './unlock-token.ts'

/** The server (or the state of the device) did not let it enrol. */
export class EnrolmentError extends Error {
  readonly code = 'enrolment'
  /** HTTP status of the server's refusal; null when it was not asked. */
  readonly status: number | null
  constructor(message: string, status: number | null) {
    super(message)
    this.status = status
  }
}

/** Installs the profile as far as Authenticate: a new unlock token and push magic are made, the old ones are dead. */
export async function introduce(dealings: Dealings, settings: EnrolmentSettings): Promise<void> {
  const { phone } = dealings
  if (phone.certificate === null) throw new EnrolmentError('the device has no identity certificate', null)
  if (!isReachable(phone)) throw new EnrolmentError('the device has no network', null)
  const before = { settings: phone.settings, unlockToken: phone.unlockToken, pushMagic: phone.pushMagic }
  phone.settings = settings
  phone.unlockToken = makeUnlockToken()
  phone.pushMagic = randomUUID().toUpperCase()
  const reply = await checkIn(dealings, authenticate(phone, settings.topic, settings.accessRights)).catch(
    (error: unknown) => {
      Object.assign(phone, before)
      throw error
    },
  )
  if (reply.status !== 200) {
    Object.assign(phone, before)
    throw new EnrolmentError(`the server answered Authenticate with ${String(reply.status)}`, reply.status)
  }
  phone.enrolled = false
  phone.unsent = null
  phone.unlockTokenTold = false
  phone.lastSaidNotNow = false
  note(phone, { what: 'authenticated' }, dealings.now())
  dealings.changed()
}

/**
 * Tells the server where to push. The unlock token goes along when the server does not have the present one yet, and
 * only where the profile grants the right to clear passcodes.
 */
export async function tellToken(
  dealings: Dealings,
  unlockToken: 'as-needed' | 'include' | 'omit' = 'as-needed',
): Promise<void> {
  const { phone } = dealings
  if (phone.settings === null) throw new EnrolmentError('the device has no enrolment profile', null)
  const carries = carriesToken(phone, phone.settings, unlockToken)
  const reply = await checkIn(dealings, tokenUpdate(phone, phone.settings.topic, carries))
  if (reply.status !== 200) {
    forget(dealings, reply)
    throw new EnrolmentError(`the server answered TokenUpdate with ${String(reply.status)}`, reply.status)
  }
  if (carries) phone.unlockTokenTold = true
  note(phone, { what: phone.enrolled ? 'token-updated' : 'enrolled' }, dealings.now())
  phone.enrolled = true
  dealings.changed()
}

function carriesToken(phone: Phone, settings: EnrolmentSettings, wish: 'as-needed' | 'include' | 'omit'): boolean {
  if ((settings.accessRights & rights.lockAndPasscodeRemoval) === 0) return false
  return wish === 'include' || (wish === 'as-needed' && !phone.unlockTokenTold)
}

import { confirmWindow, lastFour, signInWindow } from '@latchkey/domain'
import type { ConfirmableAct, Confirmation, Database, LiveSession } from '@latchkey/domain'
import type { ConfirmationView } from '@latchkey/portal-api'
import { personDid } from './records.ts'
import { hashOf } from './tokens.ts'

/** The intent this browser began, as its pages may know it: the device by name only to its own person, signed in. */
export async function viewIntent(
  database: Database,
  cookie: string | null,
  session: LiveSession | null,
): Promise<ConfirmationView> {
  return database.transaction(async (stores) => {
    const { confirmations, devices } = stores
    const byCookie = cookie === null ? null : await confirmations.byCookie(hashOf(cookie))
    const carried = session?.confirmationId ?? null
    const intent = byCookie ?? (carried === null ? null : await confirmations.byId(carried))
    if (intent === null) return { confirmation: null }
    const own = session?.person.id === intent.personId
    const device = own ? await devices.heldByWithId(intent.personId, intent.deviceId) : null
    const closesAt = closing(intent)
    const over = closesAt !== null && (await stores.now()) > closesAt
    return {
      confirmation: {
        state: over && intent.state === 'asked' ? 'expired' : intent.state,
        act: intent.act,
        deviceId: intent.deviceId,
        deviceName: device?.name ?? null,
        closesAt: closesAt?.toISOString() ?? null,
      },
    }
  })
}

/** Cancels this browser's intent where nothing has been asked of it yet. */
export async function cancelIntent(database: Database, cookie: string): Promise<void> {
  await database.transaction(async (stores) => {
    const { confirmations, people } = stores
    const found = await confirmations.byCookie(hashOf(cookie))
    const intent = found === null ? null : await confirmations.byId(found.id)
    if (intent === null || (intent.state !== 'asked' && intent.state !== 'verified')) return
    await confirmations.fail(intent.id, 'cancelled', 'stopped by the person')
    const person = await people.byId(intent.personId)
    const detail = { reason: 'stopped by the person', confirmation: intent.id }
    if (person !== null) await stores.commit([personDid(person, 'confirmation-refused', intent.deviceId, detail)])
  })
}

export type DescribedIntent = {
  readonly act: ConfirmableAct
  readonly deviceName: string
  readonly lastFour: string | null
  readonly secondsLeft: number
}

/** What a sign-in is for, told to the browser that began it and to no other; null once it is over. */
export async function describeIntent(
  database: Database,
  id: string,
  cookie: string | null,
): Promise<DescribedIntent | null> {
  if (cookie === null) return null
  return database.transaction(async (stores) => {
    const { confirmations, devices } = stores
    const intent = await confirmations.byCookie(hashOf(cookie))
    if (intent === null || intent.id !== id || intent.state !== 'asked') return null
    const device = await devices.heldByWithId(intent.personId, intent.deviceId)
    if (device === null) return null
    const left = intent.signedOutAt.getTime() + signInWindow - (await stores.now()).getTime()
    const secondsLeft = Math.max(0, Math.floor(left / 1000))
    return { act: intent.act, deviceName: device.name, lastFour: lastFour(device), secondsLeft }
  })
}

function closing({ state, signedOutAt, verifiedAt }: Confirmation): Date | null {
  if (state === 'asked') return new Date(signedOutAt.getTime() + signInWindow)
  return state === 'verified' && verifiedAt !== null ? new Date(verifiedAt.getTime() + confirmWindow) : null
}

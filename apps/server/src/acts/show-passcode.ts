import { refuse } from '@latchkey/domain'
import type { Confirmation, Database, LiveSession, Refusal, Request, Secret, Stores } from '@latchkey/domain'
import type { Keyring } from '../parts.ts'
import { inOneCommit } from './commit.ts'

/** How long the confirming session may show it, counted from the accepted sign-in, in milliseconds. */
export const showWindow = 15 * 60_000

/** Where a temporary passcode is sealed to. */
export function passcodeContext(passcodeId: string): string {
  return `temporary_passcode|${passcodeId}|sealed`
}

/** Opens the temporary passcode for a session that a fresh sign-in for it has opened, for 15 min; each look is audited. */
export function showPasscode(
  database: Database,
  keyring: Keyring,
  session: LiveSession,
  deviceId: string,
): Promise<Secret<Uint8Array> | Refusal> {
  return inOneCommit(database, async (stores) => {
    const device = await stores.devices.heldByWithId(session.person.id, deviceId, { lock: true })
    if (device === null) return refuse('not-found')
    const passcode = await stores.passcodes.inForce(deviceId)
    if (passcode === null) return refuse('secret-gone')
    const request = await stores.requests.byId(passcode.requestId)
    if (!(await mayShow(stores, session, request))) return refuse('fresh-sign-in-needed')
    const opened = keyring.open('temporary-passcode', passcodeContext(passcode.id), passcode.sealed)
    await record(stores, session, deviceId, passcode.requestId, 'passcode-shown')
    return opened
  })
}

/** The person has changed it on the device, or needs it no more: it is erased. */
export function finishPasscode(database: Database, session: LiveSession, deviceId: string): Promise<null | Refusal> {
  return inOneCommit(database, async (stores) => {
    const device = await stores.devices.heldByWithId(session.person.id, deviceId, { lock: true })
    if (device === null) return refuse('not-found')
    const passcode = await stores.passcodes.inForce(deviceId)
    if (passcode === null) return null
    await stores.passcodes.erase(passcode.id)
    await record(stores, session, deviceId, passcode.requestId, 'passcode-erased')
    await stores.commit([{ type: 'announced', personId: session.person.id, topic: 'device', id: deviceId }])
    return null
  })
}

/**
 * Did a fresh sign-in open this session, less than 15 minutes ago: the one that confirmed the reset, or a later one made
 * to look at its passcode?
 */
export async function mayShow(stores: Stores, session: LiveSession, request: Request | null): Promise<boolean> {
  if (request === null || session.confirmationId === null) return false
  const confirmation = await stores.confirmations.byId(session.confirmationId)
  if (confirmation === null || !isFor(confirmation, request)) return false
  return inWindow(confirmation, session, await stores.now())
}

function isFor(confirmation: Confirmation, request: Request): boolean {
  if (confirmation.id === request.confirmationId) return true
  const { act, deviceId, personId, state } = confirmation
  return (
    act === 'show-passcode' && state === 'verified' && deviceId === request.deviceId && personId === request.personId
  )
}

function inWindow(confirmation: Confirmation, session: LiveSession, now: Date): boolean {
  if (confirmation.verifiedAt === null || confirmation.sessionHash === null) return false
  if (Buffer.compare(confirmation.sessionHash, session.idHash) !== 0) return false
  return now.getTime() <= confirmation.verifiedAt.getTime() + showWindow
}

async function record(
  stores: Stores,
  session: LiveSession,
  deviceId: string,
  requestId: string,
  what: 'passcode-shown' | 'passcode-erased',
): Promise<void> {
  const actor = { kind: 'person', personId: session.person.id } as const
  await stores.commit([
    { type: 'audited', event: { actor, what, subjectPersonId: session.person.id, deviceId, requestId, detail: {} } },
  ])
}

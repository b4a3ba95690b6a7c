import type { Confirmation, Device, LiveSession, Request, Stores } from '@latchkey/domain'
import { confirmWindow, openStates } from '@latchkey/domain'
import { readinessInHouse } from '../../acts/house-rules.ts'
import type { HouseRules } from '../../acts/house-rules.ts'
import { mayShow } from '../../acts/show-passcode.ts'
import type { DeviceFacts } from './views.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour
const activityShown = 8

/** Reads all that the page of one device shows; null when the person does not hold it. */
export async function loadDevice(
  stores: Stores,
  house: HouseRules,
  session: LiveSession,
  deviceId: string,
): Promise<DeviceFacts | null> {
  const personId = session.person.id
  const device = await stores.devices.heldByWithId(personId, deviceId)
  if (device === null) return null
  const now = await stores.now()
  const policy = await stores.policy.cell('reset-passcode', device.ownership)
  const requests = await stores.requests.ofDevice(deviceId, 20)
  return {
    device,
    readiness: readinessInHouse(device, policy, house, now),
    running: requests.find((request) => openStates.includes(request.state)) ?? null,
    lastReset: lastReset(requests, now),
    confirmation: await confirmationOf(stores, session, device, now),
    passcode: await passcodeOf(stores, session, deviceId),
    activity: await stores.audit.activityOf(personId, { deviceId, limit: activityShown }),
    renameAllowed: (await stores.policy.cell('rename', device.ownership)).verdict === 'allowed',
    personId,
  }
}

function lastReset(requests: readonly Request[], now: Date): Request | null {
  const newest = requests.find(({ act }) => act === 'reset-passcode')
  if (newest === undefined) return null
  // A passcode that was taken off is told for an hour; by then the person has set a new one, and we can't know.
  const told = newest.outcome?.result === 'removed' ? hour : day
  const settledLongAgo = newest.settledAt !== null && now.getTime() - newest.settledAt.getTime() > told
  return settledLongAgo ? null : newest
}

/** The session's accepted confirmation while its dialog may stay open; nothing of one that was used or is for another device. */
async function confirmationOf(
  stores: Stores,
  session: LiveSession,
  device: Device,
  now: Date,
): Promise<Confirmation | null> {
  if (session.confirmationId === null) return null
  const confirmation = await stores.confirmations.byId(session.confirmationId)
  if (confirmation === null || confirmation.deviceId !== device.id || confirmation.state !== 'verified') return null
  const closes = (confirmation.verifiedAt?.getTime() ?? 0) + confirmWindow
  return now.getTime() > closes ? null : confirmation
}

async function passcodeOf(stores: Stores, session: LiveSession, deviceId: string): Promise<DeviceFacts['passcode']> {
  const passcode = await stores.passcodes.inForce(deviceId)
  if (passcode === null) return null
  const { until, requestId } = passcode
  return { until, requestId, showable: await mayShow(stores, session, await stores.requests.byId(requestId)) }
}

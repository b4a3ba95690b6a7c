import { decideReset, isRefusal, refuse } from '@latchkey/domain'
import type { Database, LiveSession, Refusal, Request, ResetState, Stores } from '@latchkey/domain'
import { inOneCommit } from './commit.ts'
import { readinessInHouse } from './house-rules.ts'
import type { HouseRules } from './house-rules.ts'
import { newId, newReference } from './random.ts'

/** Makes a request of a confirmed intent, or joins the one that runs; exactly one per confirmation, whoever presses twice. */
export function askReset(
  database: Database,
  house: HouseRules,
  session: LiveSession,
  deviceId: string,
  asked: { readonly deviceInHand: boolean },
): Promise<{ readonly request: Request; readonly joined: boolean } | Refusal> {
  return inOneCommit(database, async (stores) => {
    const state = await load(stores, session, deviceId)
    if (isRefusal(state)) return state
    const now = await stores.now()
    const readiness = readinessInHouse(state.device, state.policy, house, now)
    if (readiness.verdict === 'no' && state.open === null) return refuse('not-ready', { obstacle: readiness.obstacle })
    const ids = { request: newId(), command: newId(), reference: newReference() }
    const decision = decideReset(state, { deviceInHand: asked.deviceInHand, ids }, now)
    if (isRefusal(decision)) {
      await recordRefusal(stores, session, deviceId, decision)
      return decision
    }
    if ('joined' in decision) return { request: decision.joined, joined: true }
    await stores.commit(decision.effects)
    return { request: decision.opened, joined: false }
  })
}

async function load(stores: Stores, session: LiveSession, deviceId: string): Promise<ResetState | Refusal> {
  const device = await stores.devices.heldByWithId(session.person.id, deviceId, { lock: true })
  if (device === null) return refuse('not-found')
  const { confirmationId } = session
  return {
    personId: session.person.id,
    device,
    policy: await stores.policy.cell('reset-passcode', device.ownership),
    open: await stores.requests.openFor(deviceId, 'reset-passcode'),
    confirmation: confirmationId === null ? null : await stores.confirmations.byId(confirmationId),
    sessionHash: session.idHash,
  }
}

async function recordRefusal(stores: Stores, session: LiveSession, deviceId: string, refusal: Refusal): Promise<void> {
  const { person } = session
  await stores.commit([
    {
      type: 'audited',
      event: {
        actor: { kind: 'person', personId: person.id },
        what: 'confirmation-refused',
        subjectPersonId: person.id,
        deviceId,
        requestId: null,
        detail: { code: refusal.code },
      },
    },
  ])
}

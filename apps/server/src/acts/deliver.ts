import { advance, makePasscode, resetReadiness } from '@latchkey/domain'
import type { Channel, Command, Database, Effect, Outcome, Request, Secret, Stores } from '@latchkey/domain'
import type { CalledChannel, DeliveredCommand, Keyring, Log, Settle } from '../parts.ts'
import { inOneCommit } from './commit.ts'
import { newId, randomBelow } from './random.ts'
import { settledEffects } from './settled-effects.ts'
import { passcodeContext } from './show-passcode.ts'

export type DeliveryParts = {
  readonly database: Database
  readonly keyring: Keyring
  readonly settle: Settle
  readonly log: Log
}

/**
 * Gives what is queued for an enrolment to its cloud. Before each call the attempt and the sealed passcode are
 * committed; a call that throws leaves the command in doubt, for `reconcileCalled` alone.
 */
export async function deliverCalled(parts: DeliveryParts, channel: CalledChannel, enrolmentId: string): Promise<void> {
  const queued = await parts.database.transaction(({ commands }) => commands.queuedFor(enrolmentId))
  for (const { id } of queued) {
    const command = await inOneCommit(parts.database, (stores) => beginDelivery(stores, parts.keyring, id))
    if (command === null) continue
    const { operation } = await channel.deliver(command)
    await inOneCommit(parts.database, (stores) => accepted(stores, command.id, operation))
  }
}

/** Asks the cloud about what is under way or in doubt, and brings its answers into the life of the requests. */
export async function reconcileCalled(parts: DeliveryParts, name: Channel, channel: CalledChannel): Promise<void> {
  const sent = await parts.database.transaction(({ commands }) => commands.sentOn(name, 50))
  for (const { id, enrolmentId, operation } of sent) {
    try {
      const said = await channel.reconcile({ id, operation })
      if (said !== null) await parts.settle({ enrolmentId, commandId: id, said, facts: null })
    } catch (error) {
      parts.log.warn({ command: id, error: error instanceof Error ? error.name : 'unknown' }, 'asking the cloud failed')
    }
  }
}

async function beginDelivery(stores: Stores, keyring: Keyring, commandId: string): Promise<DeliveredCommand | null> {
  const found = await stores.commands.openById(commandId)
  if (found === null || found.command.state !== 'queued') return null
  const { command, request } = found
  const now = await stores.now()
  const effects = request === null ? [] : handOver(request, command, now)
  if (effects === null) return null
  const issued = request === null ? noPasscode : await passcodeFor(stores, request, now)
  if (issued === 'not-ready') {
    if (request !== null) await stores.commit(notPermitted(request, command, now))
    return null
  }
  if (!(await stores.commands.beginDelivery(commandId))) return null
  const { passcode } = issued
  if (passcode !== null && request !== null) await keep(stores, keyring, request, passcode)
  if (effects.length > 0) await stores.commit(effects)
  return { id: command.id, enrolmentId: command.enrolmentId, kind: command.kind, passcode }
}

function handOver(request: Request, command: Command, now: Date): readonly Effect[] | null {
  if (now.getTime() > request.unsentUntil.getTime()) return null
  if (request.heldUntil !== null && now.getTime() < request.heldUntil.getTime()) return null
  const moved = advance(request, { type: 'handed-over' }, now)
  if (moved === null) return null
  return [
    { type: 'request-moved', request: moved, from: request.state },
    {
      type: 'audited',
      event: {
        actor: { kind: 'system' },
        what: 'command-handed-over',
        subjectPersonId: request.personId,
        deviceId: request.deviceId,
        requestId: request.id,
        detail: { command: command.id, kind: command.kind },
      },
    },
    { type: 'announced', personId: request.personId, topic: 'device', id: request.deviceId },
  ]
}

type Issued = { readonly passcode: Secret<string> | null }
const noPasscode: Issued = { passcode: null }

/** The passcode that goes with the command; `not-ready` when the device can't take one any more. */
async function passcodeFor(stores: Stores, request: Request, now: Date): Promise<Issued | 'not-ready'> {
  if (request.act !== 'reset-passcode') return noPasscode
  const device = await stores.devices.byId(request.deviceId)
  if (device === null) return 'not-ready'
  const policy = await stores.policy.cell('reset-passcode', device.ownership)
  const readiness = resetReadiness(device, policy, now)
  return readiness.verdict === 'no' ? 'not-ready' : { passcode: makePasscode(readiness.effect, randomBelow) }
}

/** What was allowed when it was asked is not so any more (lost, off by policy): it ends, and nothing has left. */
function notPermitted(request: Request, command: Command, now: Date): readonly Effect[] {
  const outcome: Outcome = { result: 'failed', code: 'not-permitted', device: [] }
  const failed: Request = { ...request, state: 'failed', outcome, settledAt: now }
  return [
    { type: 'command-ended', commandId: command.id, ending: 'cancelled', errors: [] },
    ...settledEffects(request, failed, { kind: 'system' }),
  ]
}

async function keep(stores: Stores, keyring: Keyring, request: Request, passcode: Secret<string>): Promise<void> {
  const id = newId()
  const sealed = keyring.seal('temporary-passcode', passcodeContext(id), Buffer.from(passcode.reveal(), 'utf8'))
  await stores.passcodes.put({ id, deviceId: request.deviceId, requestId: request.id, sealed })
}

async function accepted(stores: Stores, commandId: string, operation: string): Promise<void> {
  const found = await stores.commands.openById(commandId)
  if (found === null) return
  const moved = found.request === null ? null : advance(found.request, { type: 'accepted' }, await stores.now())
  await stores.commit([
    { type: 'command-accepted', commandId, operation },
    ...(moved === null || found.request === null
      ? []
      : [
          { type: 'request-moved', request: moved, from: found.request.state } as const,
          { type: 'announced', personId: moved.personId, topic: 'device', id: moved.deviceId } as const,
        ]),
  ])
}

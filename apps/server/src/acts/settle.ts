import { advance } from '@latchkey/domain'
import type { Command, CommandEnding, Database, DeviceError, Effect, Outcome, Request, Stores } from '@latchkey/domain'
import type { DeviceReport, Log, Settle } from '../parts.ts'
import { inOneCommit } from './commit.ts'
import { settledEffects } from './settled-effects.ts'

/** Brings devices' reports into the life of their requests. */
export function settleWith(database: Database, log: Log): Settle {
  return async (report) => {
    const known = await inOneCommit(database, (stores) => settleReport(stores, report))
    if (!known) log.info({ command: report.commandId, enrolment: report.enrolmentId }, 'report for no open command')
  }
}

/** False when the report changes nothing: a duplicate, a stranger's, or one for a command that never was. */
async function settleReport(stores: Stores, report: DeviceReport): Promise<boolean> {
  const found = await stores.commands.openById(report.commandId)
  if (found === null) return settleLate(stores, report)
  const { command, request } = found
  if (command.enrolmentId !== report.enrolmentId) return false
  if (command.state !== 'handed-over' && command.state !== 'accepted') return false
  if (report.facts !== null) await recordFacts(stores, report)
  await stores.commit(await effectsOf(report, command, request, stores))
  return true
}

async function recordFacts(stores: Stores, report: DeviceReport): Promise<void> {
  const device = await stores.devices.byEnrolment(report.enrolmentId)
  if (device === null || report.facts === null) return
  await stores.devices.updateFacts(device.id, report.facts)
  if (device.holderId !== null) {
    await stores.commit([{ type: 'announced', personId: device.holderId, topic: 'device', id: device.id }])
  }
}

async function effectsOf(
  report: DeviceReport,
  command: Command,
  request: Request | null,
  stores: Stores,
): Promise<readonly Effect[]> {
  const { said } = report
  switch (said.type) {
    case 'not-now':
      return putOff(command, request, 'not-now', stores)
    case 'key-refused': {
      const anotherKey = !command.usePreviousToken && (await stores.enrolments.hasPreviousToken(command.enrolmentId))
      if (anotherKey) return putOff(command, request, 'previous-token', stores)
      return ended(command, request, 'error', said.outcome, stores)
    }
    case 'not-understood':
      return ended(
        command,
        request,
        'format-error',
        { result: 'failed', code: 'not-understood', device: said.errors },
        stores,
      )
    case 'refused':
      return ended(command, request, 'error', said.outcome, stores)
    case 'done':
      return ended(command, request, 'acknowledged', said.outcome, stores)
  }
}

/** Back to the queue. After NotNow the channel rings again in its own time; another key may be tried at once. */
async function putOff(
  command: Command,
  request: Request | null,
  how: 'not-now' | 'previous-token',
  stores: Stores,
): Promise<readonly Effect[]> {
  const returned: Effect[] = [{ type: 'command-returned', commandId: command.id, how }]
  if (how === 'previous-token') returned.push({ type: 'wake', enrolmentId: command.enrolmentId })
  if (request === null) return returned
  const moved = advance(request, { type: 'put-off' }, await stores.now())
  if (moved === null) return []
  return [
    ...returned,
    { type: 'request-moved', request: moved, from: request.state },
    { type: 'announced', personId: request.personId, topic: 'device', id: request.deviceId },
  ]
}

async function ended(
  command: Command,
  request: Request | null,
  ending: CommandEnding,
  outcome: Outcome,
  stores: Stores,
): Promise<readonly Effect[]> {
  const endedCommand: Effect = { type: 'command-ended', commandId: command.id, ending, errors: errorsOf(outcome) }
  if (request === null) return [endedCommand]
  const settled = advance(request, { type: 'reported', outcome }, await stores.now())
  return settled === null ? [endedCommand] : [endedCommand, ...settledEffects(request, settled, { kind: 'device' })]
}

/** The command was closed without a report; what the device says now is still the truth about its request. */
async function settleLate(stores: Stores, report: DeviceReport): Promise<boolean> {
  const command = await stores.commands.finishedById(report.commandId)
  if (command === null || command.requestId === null || command.enrolmentId !== report.enrolmentId) return false
  const { said } = report
  if (said.type === 'not-now') return false
  const request = await stores.requests.byId(command.requestId, { lock: true })
  if (request === null) return false
  const outcome: Outcome =
    said.type === 'not-understood' ? { result: 'failed', code: 'not-understood', device: said.errors } : said.outcome
  const settled = advance(request, { type: 'reported', outcome }, await stores.now())
  if (settled === null) return false
  await stores.commit(settledEffects(request, settled, { kind: 'device' }))
  return true
}

function errorsOf(outcome: Outcome): readonly DeviceError[] {
  return 'device' in outcome ? outcome.device : []
}

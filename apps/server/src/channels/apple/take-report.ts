import { step, type Fact, type Report } from '@latchkey/apple-mdm'
import type { Signer } from '@latchkey/certificates'
import type { CheckInEnrolment } from '@latchkey/domain'
import { forbidden, nothing, type AppleAnswer } from './answer.ts'
import { readCommandUuid } from './command-uuid.ts'
import { saidOf } from './device-errors.ts'
import { reportedFacts } from './device-facts.ts'
import { handOverNext } from './hand-over.ts'
import type { AppleParts } from './parts.ts'

/**
 * The command channel: an idle poll with nothing waiting costs one statement and writes nothing; a report is brought
 * into the life of its request before the next command is handed over. The sender must be the device that the signing
 * certificate is pinned to.
 */
export async function takeReport(parts: AppleParts, signer: Signer, report: Report): Promise<AppleAnswer> {
  const enrolment = await parts.database.checkIns.poll(signer.hash)
  if (enrolment === null) return forbidden('unknown-certificate')
  if (enrolment.state === 'ended') return forbidden('enrolment-ended', enrolment.enrolmentId)
  if (enrolment.channelId !== report.from.id) return forbidden('another-device', enrolment.enrolmentId)
  if (report.from.user !== null) return nothing
  parts.seen(enrolment.enrolmentId)
  const { reply, facts } = step(report)
  for (const fact of facts) await settleFact(parts, enrolment, fact)
  if (reply === 'nothing' || enrolment.state !== 'enrolled') return nothing
  const afterIdle = reply === 'next-or-put-off'
  if (afterIdle && !enrolment.waiting) return nothing
  return handOverNext(parts, enrolment.enrolmentId, afterIdle)
}

async function settleFact(parts: AppleParts, { enrolmentId }: CheckInEnrolment, fact: Fact): Promise<void> {
  const named = readCommandUuid(fact.commandUuid)
  if (named === null) {
    parts.log.debug({ enrolment: enrolmentId }, 'report for a command that is not ours')
    return
  }
  if (fact.said === 'put-off') parts.putOff(enrolmentId)
  await parts.settle({
    enrolmentId,
    commandId: named.commandId,
    said: saidOf(named.kind, fact),
    facts: fact.said === 'done' && fact.answers !== null ? reportedFacts(fact.answers) : null,
  })
}

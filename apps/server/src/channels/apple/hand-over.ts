import { encodeCommand } from '@latchkey/apple-mdm'
import type { HandedOver } from '@latchkey/domain'
import { nothing, type AppleAnswer } from './answer.ts'
import { writeCommandUuid } from './command-uuid.ts'
import { inventoryQueries } from './device-facts.ts'
import type { AppleParts } from './parts.ts'
import { unlockTokenContext } from './unlock-token.ts'

/** Commands that can fail to be written one after the other before the visit is ended. */
const attempts = 8

/**
 * Takes the next command, its hand-over committed, and writes it with its secret. One that can't be written (its
 * unlock token does not open) ends as failed, and the next one is taken.
 */
export async function handOverNext(parts: AppleParts, enrolmentId: string, afterIdle: boolean): Promise<AppleAnswer> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const handed = await parts.database.checkIns.handOver(enrolmentId, { afterIdle })
    if (handed === null) return nothing
    const body = write(parts, enrolmentId, handed)
    if (body !== null) return { type: 'command', body }
    await parts.settle({
      enrolmentId,
      commandId: handed.commandId,
      said: { type: 'refused', outcome: { result: 'failed', code: whyNot(handed), device: [] } },
      facts: null,
    })
  }
  return nothing
}

function write(parts: AppleParts, enrolmentId: string, handed: HandedOver): string | null {
  switch (handed.kind) {
    case 'clear-passcode':
      return writeClearPasscode(parts, enrolmentId, handed)
    case 'device-information':
      return encodeCommand(writeCommandUuid(handed.commandId, 'DeviceInformation'), {
        type: 'DeviceInformation',
        queries: inventoryQueries,
      })
    // Made for channels that issue a passcode; no Apple device can carry it out.
    case 'reset-passcode':
      return null
  }
}

/** The one place where an unlock token is opened. Its bytes are overwritten once they stand in the command. */
function writeClearPasscode(parts: AppleParts, enrolmentId: string, handed: HandedOver): string | null {
  if (handed.sealedToken === null) return null
  try {
    const context = unlockTokenContext(enrolmentId)
    const unlockToken = parts.keyring.open('unlock-token', context, handed.sealedToken).reveal()
    const uuid = writeCommandUuid(handed.commandId, 'ClearPasscode')
    const body = encodeCommand(uuid, { type: 'ClearPasscode', unlockToken })
    unlockToken.fill(0)
    return body
  } catch (error) {
    const code = (error as { code?: unknown }).code
    parts.log.error({ enrolment: enrolmentId, command: handed.commandId, code }, 'an unlock token does not open')
    return null
  }
}

function whyNot({ kind }: HandedOver) {
  return kind === 'clear-passcode' ? 'key-no-longer-fits' : 'not-permitted'
}

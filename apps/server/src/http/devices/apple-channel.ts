import { createMdmSignatureCheck } from '@latchkey/certificates'
import { createBell } from '../../channels/apple/bell.ts'
import { exchange } from '../../channels/apple/exchange.ts'
import type { AppleParts } from '../../channels/apple/parts.ts'
import type { ApplePush } from '../../channels/apple/push.ts'
import { createSeenBatch } from '../../channels/apple/seen-batch.ts'
import { processTimer, type Timer } from '../../channels/apple/timer.ts'
import type { ChannelParts, FetchedChannel } from '../../parts.ts'
import { appleRoutes } from './apple.ts'

export type AppleChannelParts = ChannelParts & {
  /** The authority that issued the devices' certificates, DER. */
  readonly deviceCa: { readonly certificate: Uint8Array }
  readonly push: ApplePush
  /** The clock that certificates are judged by; the process's own if not given. */
  readonly now?: () => Date
  readonly timer?: Timer
}

/** The Apple channel: routes for devices, and their bell. */
export function createAppleChannel(given: AppleChannelParts): FetchedChannel {
  const { database, keyring, settle, log, push, timer = processTimer, now = () => new Date() } = given
  const bell = createBell({ database, push, log, timer })
  const seen = createSeenBatch((ids) => database.checkIns.seen(ids), timer, log)
  const parts: AppleParts = {
    database,
    keyring,
    settle,
    log,
    now,
    checkSignature: createMdmSignatureCheck([given.deviceCa.certificate]),
    seen: (enrolmentId) => seen.add(enrolmentId),
    putOff: (enrolmentId) => bell.putOff(enrolmentId),
  }
  return {
    routes: appleRoutes((signature, body) => exchange(parts, signature, body), log),
    ring: (enrolmentId) => bell.ring(enrolmentId),
    async close() {
      bell.close()
      await seen.close()
      await push.close()
    },
  }
}

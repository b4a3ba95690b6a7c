import { createMdmSignatureCheck } from '@latchkey/certificates'
import { createBell } from '../../channels/apple/bell.ts'
import { exchange } from '../../channels/apple/exchange.ts'
import type { AppleParts } from '../../channels/apple/parts.ts'
import { createApplePush } from '../../channels/apple/push.ts'
import { createSeenBatch } from '../../channels/apple/seen-batch.ts'
import { processTimer, type Timer } from '../../channels/apple/timer.ts'
import type { ChannelParts, FetchedChannel } from '../../parts.ts'
import { appleRoutes } from './apple.ts'

export type AppleChannelParts = ChannelParts & {
  /** The certificate of the authority that issued the devices' own, DER. */
  readonly deviceCa: Uint8Array
  readonly push: {
    readonly url: string
    /** PEM roots beside the system's. */
    readonly roots: string | null
    /** The push certificate, PEM; a stand-in needs none. */
    readonly certificate?: { readonly certificate: string; readonly privateKey: string }
  }
  /** The clock that certificates are judged by, and pushes expire by; the process's own if not given. */
  readonly now?: () => Date
  readonly timer?: Timer
}

/** Milliseconds to wait for the push service. */
const pushTimeout = 10_000

/** The Apple channel: routes for devices, and their bell. */
export function createAppleChannel(given: AppleChannelParts): FetchedChannel {
  const { database, keyring, settle, log, timer = processTimer, now = () => new Date() } = given
  const push = createApplePush({ certificate: null, ...given.push, timeout: pushTimeout, now })
  const bell = createBell({ database, push, log, timer })
  const seen = createSeenBatch((ids) => database.checkIns.seen(ids), timer, log)
  const parts: AppleParts = {
    database,
    keyring,
    settle,
    log,
    now,
    checkSignature: createMdmSignatureCheck([given.deviceCa]),
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

import type { Sealing } from '../accounts/sealing.ts'

/** What has been chosen on the way through a set-up. It is sealed in the link's row, and saved by the last step only. */
export type Draft = {
  /** Hash of the cookie of the browser that chose: no other is shown any of it. */
  readonly browser: string
  readonly passwordHash: string
  /** The authenticator's, in base64. */
  readonly secret: string
  /** Step of the code that confirmed it; null until then. */
  readonly step: number | null
  readonly codes: readonly string[]
}

export function sealDraft(sealing: Sealing, tokenHash: Uint8Array, draft: Draft): Uint8Array {
  return sealing.seal(contextOf(tokenHash), Buffer.from(JSON.stringify(draft)))
}

/** Throws when it does not open. */
export function openDraft(sealing: Sealing, tokenHash: Uint8Array, sealed: Uint8Array): Draft {
  const plain = sealing.open(contextOf(tokenHash), sealed)
  const draft = JSON.parse(Buffer.from(plain).toString()) as Draft
  plain.fill(0)
  return draft
}

function contextOf(tokenHash: Uint8Array): string {
  return `set_up_link|sealed_draft|${Buffer.from(tokenHash).toString('hex')}`
}

import { createSetUpLink as create } from '@latchkey/identity-provider'
import type { SetUpStore } from '@latchkey/identity-provider'

export type SetUpLinkParts = {
  readonly setUps: SetUpStore
  /** The origin that people use. */
  readonly origin: string
}

export type CreatedLink = {
  /** `/idp/set-up/TOKEN`: whoever has it has the account. Never logged. */
  readonly path: string
  readonly url: string
  /** In 30 minutes. */
  readonly expiresAt: Date
}

/**
 * A one-time link by which the person of an embedded account chooses password, authenticator and recovery codes; what
 * the account had is replaced, and any earlier link dies. Throws `UnknownAccountError` (code `unknown-account`).
 */
export async function createSetUpLink({ setUps, origin }: SetUpLinkParts, subject: string): Promise<CreatedLink> {
  const { path, expiresAt } = await create({ setUps }, subject)
  return { path, url: origin + path, expiresAt }
}

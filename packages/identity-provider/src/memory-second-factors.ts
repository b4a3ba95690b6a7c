import type { AccountStore, SecondFactorStore, SetUpLink, SetUpStore } from './stores.ts'

const day = 24 * 60 * 60 * 1000

/** Second factors and set-up links in memory: for tests. */
export function memorySecondFactors(
  accounts: AccountStore,
  clock: () => Promise<Date>,
): { readonly secondFactors: SecondFactorStore; readonly setUps: SetUpStore } {
  type Factor = { readonly sealedSecret: Uint8Array; readonly step: number; readonly ripeAt: number }
  type Link = {
    readonly subject: string
    readonly until: number
    readonly used: boolean
    readonly draft: Uint8Array | null
  }
  const authenticators = new Map<string, Factor>()
  const codes = new Map<string, Map<string, number>>()
  const links = new Map<string, Link>()
  const key = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const now = async () => (await clock()).getTime()
  const setCodes = (subject: string, fingerprints: readonly Uint8Array[], ripeAt: number) =>
    codes.set(subject, new Map(fingerprints.map((fingerprint) => [key(fingerprint), ripeAt])))

  const secondFactors: SecondFactorStore = {
    authenticatorOf: async (subject) => authenticators.get(subject) ?? null,
    async useStep(subject, step) {
      const time = await now()
      const factor = authenticators.get(subject)
      if (factor === undefined || factor.step >= step) return null
      authenticators.set(subject, { ...factor, step })
      return { ripe: factor.ripeAt <= time }
    },
    async useRecoveryCode(subject, fingerprint) {
      const time = await now()
      const sheet = codes.get(subject)
      const ripeAt = sheet?.get(key(fingerprint))
      if (sheet === undefined || ripeAt === undefined) return null
      sheet.delete(key(fingerprint))
      return { ripe: ripeAt <= time, left: sheet.size }
    },
    replaceRecoveryCodes: async (subject, fingerprints) => {
      setCodes(subject, fingerprints, (await now()) + day)
    },
  }

  const stateOf = async (link: Link): Promise<SetUpLink['state']> =>
    link.used ? 'used' : link.until > (await now()) ? 'open' : 'over'

  const setUps: SetUpStore = {
    async open(subject, tokenHash, lifeSeconds) {
      const account = await accounts.bySubject(subject)
      if (account === null || account.disabledAt !== null) return null
      for (const [other, link] of links) if (link.subject === subject && !link.used) links.delete(other)
      const until = (await now()) + lifeSeconds * 1000
      links.set(key(tokenHash), { subject, until, used: false, draft: null })
      return { expiresAt: new Date(until) }
    },
    async find(tokenHash) {
      const link = links.get(key(tokenHash))
      const account = link === undefined ? null : await accounts.bySubject(link.subject)
      if (link === undefined || account === null) return null
      const state = account.disabledAt === null ? await stateOf(link) : 'over'
      return { account, state, sealedDraft: link.draft }
    },
    async keepDraft(tokenHash, draft) {
      const link = links.get(key(tokenHash))
      if (link === undefined || (await stateOf(link)) !== 'open') return false
      links.set(key(tokenHash), { ...link, draft })
      return true
    },
    async complete(tokenHash, { passwordHash, sealedSecret, step, recoveryCodes }) {
      const time = await now()
      const link = links.get(key(tokenHash))
      if (link === undefined || link.used || link.until <= time) return null
      links.set(key(tokenHash), { ...link, used: true, draft: null })
      const first = (await accounts.bySubject(link.subject))?.passwordHash === null
      const ripeAt = first ? time : time + day
      await accounts.setPasswordHash(link.subject, passwordHash)
      authenticators.set(link.subject, { sealedSecret, step, ripeAt })
      setCodes(link.subject, recoveryCodes, ripeAt)
      return { first }
    },
  }
  return { secondFactors, setUps }
}

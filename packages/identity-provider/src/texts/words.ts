/** Words of the provider's pages. Those with a gap are functions; what is put in is escaped by the page. */
export type Texts = {
  readonly signIn: string
  readonly signInAgain: string
  readonly welcome: string
  readonly welcomeSub: string
  readonly nearlyThere: string
  readonly nearlyThereSub: string
  readonly email: string
  readonly password: string
  readonly contactLead: string
  readonly contact: string
  readonly contactTail: string
  readonly chooseLanguage: string
  readonly stop: string
  readonly stopReset: string
  /** What is being done to which device: before and after the name, which is set in bold. */
  readonly doing: Readonly<Record<IntentAct, readonly [before: string, after: string]>>
  readonly lastFour: (four: string) => string
  readonly minutesLeft: (minutes: number) => string
  readonly toSignIn: string
  readonly lessThanAMinute: string
  readonly nothingSent: string
  readonly timeOver: string
  readonly wrong: string
  readonly missing: string
  readonly wait: (seconds: number) => string
  readonly busy: string
  readonly oldTitle: string
  readonly old: string
  readonly brokenTitle: string
  readonly broken: string
  readonly elsewhereTitle: string
  readonly elsewhere: string
  readonly startAgain: string
}

/** Acts that a sign-in can be asked for. */
export type IntentAct =
  'reset-passcode' | 'factory-reset' | 'remove' | 'show-recovery-key' | 'report-found' | 'remote-lock'

export type Language = 'en' | 'fr'

import type { Weakness } from '../accounts/password-rules.ts'

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
  readonly secondStep: SecondStepTexts
  readonly setUp: SetUpTexts
}

/** Of the page after a right password. */
export type SecondStepTexts = {
  readonly codeTitle: string
  readonly codeLead: (organisation: string) => string
  readonly code: string
  readonly codeHint: string
  readonly codeMissing: string
  readonly codeWrong: string
  readonly useRecovery: string
  readonly recoveryTitle: string
  readonly recoveryLead: string
  readonly recovery: string
  readonly recoveryHint: string
  readonly recoveryMissing: string
  readonly recoveryWrong: string
  readonly useCode: string
  readonly otherAccount: string
  readonly tooLate: string
}

/** Of the pages behind a one-time link. */
export type SetUpTexts = {
  readonly say: string
  readonly saySub: string
  readonly step: (number: number) => string
  readonly continue: string
  readonly back: string
  readonly passwordTitle: string
  readonly account: string
  readonly newPassword: string
  readonly newPasswordHint: string
  readonly onceMore: string
  readonly weak: Readonly<Record<Weakness, string>>
  readonly notSame: string
  readonly begunElsewhere: string
  readonly authenticatorTitle: string
  readonly authenticatorLead: string
  readonly scan: string
  readonly qrCode: string
  readonly openApp: string
  readonly byHand: string
  readonly byHandHint: string
  readonly typeCode: string
  readonly codeWrong: string
  readonly codesTitle: string
  readonly codesLead: string
  readonly codesOf: (email: string, organisation: string) => string
  readonly howToPrint: string
  readonly keepApart: string
  readonly kept: string
  readonly keptMissing: string
  readonly finish: string
  readonly doneTitle: string
  readonly done: string
  readonly linkOverTitle: string
  readonly linkOver: string
  readonly linkUsedTitle: string
  readonly linkUsed: string
}

/** Acts that a sign-in can be asked for. */
export type IntentAct =
  'reset-passcode' | 'factory-reset' | 'remove' | 'show-recovery-key' | 'report-found' | 'remote-lock'

export type Language = 'en' | 'fr'

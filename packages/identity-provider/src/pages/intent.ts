import type { IntentAct, Texts } from '../texts/words.ts'
import { markup } from './html.ts'
import type { Html } from './html.ts'
import { clock } from './notes.ts'

/** The act that this sign-in is for, as the portal describes it to the browser that began it. */
export type IntentDescription = {
  readonly act: IntentAct
  readonly deviceName: string
  readonly lastFour: string | null
  /** Seconds left to sign in; 0 or less when time ran out. */
  readonly secondsLeft: number
}

/** What the gate says beside the form. */
export function sayingOf(texts: Texts, intent: IntentDescription | null) {
  return intent === null
    ? { big: texts.welcome, sub: texts.welcomeSub }
    : { big: texts.nearlyThere, sub: texts.nearlyThereSub }
}

/** What the sign-in is for, and how long is left. */
export function intentNote(texts: Texts, intent: IntentDescription): Html {
  if (intent.secondsLeft <= 0)
    return markup`<div class="note bad" role="status">${clock}<span>${texts.timeOver}</span></div>`
  const [before, after] = texts.doing[intent.act]
  const four = intent.lastFour === null ? '' : ` (${texts.lastFour(intent.lastFour)})`
  const left = markup`<b>${timeLeft(texts, intent.secondsLeft)}</b> ${texts.toSignIn}`
  const doing = markup`${before}<b>${intent.deviceName}</b>${four}${after}`
  return markup`<div class="note warm" role="status">${clock}<span>${left} ${doing} ${texts.nothingSent}</span></div>`
}

/** Whole minutes, rounded down: nobody is promised time that is not there. */
function timeLeft(texts: Texts, seconds: number): string {
  return seconds < 60 ? texts.lessThanAMinute : texts.minutesLeft(Math.floor(seconds / 60))
}

/** The way out: nothing is done. */
export function stopForm(texts: Texts, stopPath: string, act: IntentAct): Html {
  const label = act === 'reset-passcode' ? texts.stopReset : texts.stop
  return markup`<form method="post" action="${stopPath}"><button class="btn quiet">${label}</button></form>`
}

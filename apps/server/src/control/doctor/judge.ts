import type { Strength } from '@latchkey/domain'
import type { WaitingJobs } from '../parts.ts'
import { fail, ok, warn } from './check.ts'
import type { Finding } from './check.ts'

/* What is judged from figures alone. Times are in milliseconds. */

const minute = 60_000

/** Process and database: times of rules are the database's, times of certificates and tokens the process's. */
export function judgeDrift(process: Date, database: Date): Finding {
  const seconds = Math.round(Math.abs(process.getTime() - database.getTime()) / 1000)
  const says = `this machine’s clock and the database’s are ${seconds} s apart.`
  if (seconds <= 2) return ok(says)
  const remedy = 'Let both machines take their time from the same server (NTP): sign-ins are refused beyond seconds.'
  return seconds <= 30 ? warn(says, remedy) : fail(says, remedy)
}

export function judgeStrength(strength: Strength): Finding {
  switch (strength.kind) {
    case 'unset':
      return fail(
        'nobody has said what a strong sign-in is, so guarded acts are off.',
        'Set strength in latchkey.yaml.',
      )
    case 'one-factor':
      return warn(
        'one factor is enough to reset a passcode.',
        'Ask your provider for two, and set strength in latchkey.yaml.',
      )
    case 'acr':
      return ok(`two factors, as the provider says by acr (${strength.accepted.join(', ')}).`)
    case 'amr':
      return ok(`two factors, as the provider says by amr (${strength.required.join(', ')}).`)
  }
}

export function judgeNotices(work: boolean): Finding {
  return work
    ? ok('people are told of what is done to their devices.')
    : fail(
        'people can’t be told of anything, so guarded acts are off.',
        'This version can send no mail yet; the demo has a mailbox of its own.',
      )
}

export function judgeJobs(queues: readonly WaitingJobs[], now: Date, working: boolean): Finding {
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0)
  const since = Math.min(...queues.map(({ oldest }) => oldest?.getTime() ?? Infinity))
  const age = since === Infinity ? 0 : now.getTime() - since
  const says = `${waiting} waiting${waiting === 0 ? '' : `, the oldest due for ${inWords(age)}`}.`
  if (age <= 5 * minute) return ok(says)
  return working
    ? warn(says, 'Something fails again and again, mail or push: see the server’s log.')
    : fail(says, 'Run a process with the role jobs (LATCHKEY_ROLES).')
}

export function judgeUnsent(
  { count, oldest }: { readonly count: number; readonly oldest: Date | null },
  now: Date,
): Finding {
  return ok(
    `${count} unsent${oldest === null ? '' : `, the oldest asked ${inWords(now.getTime() - oldest.getTime())} ago`}.`,
  )
}

export function judgeAuthority(validTo: Date, now: Date): Finding {
  const days = Math.floor((validTo.getTime() - now.getTime()) / (24 * 60 * minute))
  const says = `good until ${validTo.toISOString().slice(0, 10)}.`
  if (days > 365) return ok(says)
  const remedy = 'Devices must enrol anew under another authority before that day: plan it now.'
  return days > 0 ? warn(says, remedy) : fail(says, remedy)
}

/** A length of time for people. */
export function inWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / minute)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 120) return `${minutes} min`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`
}

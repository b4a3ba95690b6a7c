import type { Log } from '../parts.ts'

/** Days before the end at which it is told; 0 is the end itself. */
const told = [30, 14, 7, 1, 0]

/** The nearest of 30, 14, 7, 1 and 0 days that `expires` has come within; null while it is further off. */
export function expiryStage(expires: Date, now: Date): number | null {
  const left = daysLeft(expires, now)
  return told.findLast((days) => left <= days) ?? null
}

/** Whole and broken days, negative when it is past. */
export function daysLeft(expires: Date, now: Date): number {
  return (expires.getTime() - now.getTime()) / 86_400_000
}

/** Tells each stage once for each certificate; call it as often as you like. */
export function expiryTeller(what: string, log: Log): (expires: Date, now: Date) => void {
  let last = ''
  return (expires, now) => {
    const stage = expiryStage(expires, now)
    const key = `${expires.getTime()} ${stage ?? 'far'}`
    if (key === last) return
    last = key
    if (stage === null) return
    const fields = { certificate: what, expires: expires.toISOString(), daysLeft: Math.floor(daysLeft(expires, now)) }
    if (stage === 0) log.error(fields, 'a certificate has expired')
    else log.warn(fields, 'a certificate expires soon')
  }
}

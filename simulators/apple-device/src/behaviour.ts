import type { DeviceError } from './report.ts'

/** How this device misbehaves, or is made to wait; set by tests, never saved. */
export type Behaviour = {
  /** So many of the next commands are answered NotNow. */
  notNowTimes: number
  /** Before each command is carried out: milliseconds, or until this promise settles. */
  wait: number | Promise<unknown> | null
  /** So many of the next replies that carry a command are lost on their way to the device. */
  lostReplies: number
  /** Fate of the next reports, first to last; the connection breaks before they leave, or before they are answered. */
  readonly lostReports: LostReport[]
  /** The next commands fail with these chains and are not carried out. */
  readonly failures: (readonly DeviceError[])[]
  /** Takes a command and says nothing of it until told. */
  silent: boolean
}

export type LostReport = 'before-sending' | 'after-sending'

export function wellBehaved(): Behaviour {
  return { notNowTimes: 0, wait: null, lostReplies: 0, lostReports: [], failures: [], silent: false }
}

export async function waitAsTold(behaviour: Behaviour): Promise<void> {
  const { wait } = behaviour
  if (wait === null) return
  await (typeof wait === 'number' ? new Promise((resolve) => setTimeout(resolve, wait)) : wait)
}

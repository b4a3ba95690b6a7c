import { resetReadiness } from '@latchkey/domain'
import type { Device, PolicyCell, ResetReadiness, Strength } from '@latchkey/domain'

/** What this installation as a whole allows: decided at the start, the same for every device. */
export type HouseRules = {
  readonly strength: Strength
  /** Mail or push works, so that a person is told of what is done to their device. */
  readonly noticesWork: boolean
}

export type HouseReadiness =
  ResetReadiness | { readonly verdict: 'no'; readonly obstacle: 'strength-unset' | 'no-notices' }

/** The reset rule of the device, under the rules of the house. */
export function readinessInHouse(device: Device, policy: PolicyCell, house: HouseRules, now: Date): HouseReadiness {
  const readiness = resetReadiness(device, policy, now)
  if (readiness.verdict === 'no') return readiness
  if (house.strength.kind === 'unset') return { verdict: 'no', obstacle: 'strength-unset' }
  return house.noticesWork ? readiness : { verdict: 'no', obstacle: 'no-notices' }
}

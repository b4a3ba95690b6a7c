import type { Effect } from '@latchkey/domain'
import { queueEffects } from './queue.ts'
import { deviceEffects } from './device.ts'
import type { CarryOut, Means } from './effects.ts'
import { requestEffects } from './request.ts'
import { tellEffects } from './tell.ts'

const carryOut: CarryOut = { ...requestEffects, ...queueEffects, ...deviceEffects, ...tellEffects }

/** Carries out a decision, in its order. Throws `StaleError` when an effect does not find what it expects. */
export async function commit(means: Means, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) await carryOutOne(means, effect)
}

// The table's types tie each function to its own effect; a union of both loses that tie.
function carryOutOne<Type extends Effect['type']>(
  means: Means,
  effect: Extract<Effect, { type: Type }>,
): Promise<void> {
  const one = carryOut[effect.type] as (means: Means, effect: Extract<Effect, { type: Type }>) => Promise<void>
  return one(means, effect)
}

import type { Effect } from '@latchkey/domain'
import type { Kysely } from 'kysely'
import type { Connection } from '../engine/engine.ts'
import type { Enqueue } from '../jobs/enqueue.ts'
import type { Schema } from '../schema.ts'

/** What an effect is carried out with: one transaction, in three views. */
export type Means = { readonly db: Kysely<Schema>; readonly connection: Connection; readonly enqueue: Enqueue }

export type EffectOf<Type extends Effect['type']> = Extract<Effect, { readonly type: Type }>

/** One small function for each type of effect. */
export type CarryOut = { readonly [Type in Effect['type']]: (means: Means, effect: EffectOf<Type>) => Promise<void> }

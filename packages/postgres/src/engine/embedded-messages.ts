import type { Answer } from './engine.ts'

/** What the embedded database's thread is started with. */
export type EmbeddedStart = {
  /** null: in memory. */
  readonly folder: string | null
  /** A dumped data folder to begin with, as a tar file. */
  readonly tar: Uint8Array | null
}

export type EmbeddedAsk =
  | { readonly kind: 'query'; readonly text: string; readonly values: readonly unknown[] }
  | { readonly kind: 'script'; readonly text: string }
  | { readonly kind: 'listen'; readonly channel: string }
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' }

/** What an SQL error says; never the statement's values. */
export type EmbeddedFailure = {
  readonly message: string
  readonly code?: string
  readonly constraint?: string
  readonly table?: string
}

export type EmbeddedSays =
  | { readonly type: 'ready' }
  | { readonly type: 'not-ready'; readonly failure: EmbeddedFailure }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer | Uint8Array }
  | { readonly type: 'failed'; readonly id: number; readonly failure: EmbeddedFailure }
  | { readonly type: 'notification'; readonly channel: string; readonly payload: string }

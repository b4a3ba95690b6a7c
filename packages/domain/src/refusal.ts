/** An expected "no", as a value: a stable code that every edge maps to its own words. */
export type Refusal = { readonly refused: true; readonly code: RefusalCode; readonly detail?: RefusalDetail }
export type RefusalDetail = Readonly<Record<string, string | number | boolean | null>>

/** Stable codes; part of the API. */
export type RefusalCode =
  | 'not-found'
  | 'signed-out'
  | 'not-ready'
  | 'already-running'
  | 'already-handed-over'
  | 'already-closed'
  | 'confirmation-missing'
  | 'confirmation-expired'
  | 'confirmation-for-something-else'
  | 'device-not-in-hand'
  | 'name-invalid'
  | 'not-yet'
  | 'off-by-policy'
  | 'frozen'
  | 'secret-gone'
  | 'fresh-sign-in-needed'

export function refuse(code: RefusalCode, detail?: RefusalDetail): Refusal {
  return detail === undefined ? { refused: true, code } : { refused: true, code, detail }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true
}

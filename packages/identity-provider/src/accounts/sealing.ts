/** Seals what must be read again, and marks what need only be known again. The caller holds the keys. */
export type Sealing = {
  /** `context` is bound in: sealed bytes do not open under another. */
  seal(context: string, plain: Uint8Array): Uint8Array
  /** Throws when it does not open. The caller of `open` overwrites what it gets. */
  open(context: string, sealed: Uint8Array): Uint8Array
  /** Keyed: nobody without the key can tell what a fingerprint is of. */
  fingerprint(plain: Uint8Array): Uint8Array
}

/** What an authenticator's sealed secret is bound to: its account's row. */
export function authenticatorContext(subject: string): string {
  return `authenticator|sealed_secret|${subject}`
}

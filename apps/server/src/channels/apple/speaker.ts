import type { Signer } from '@latchkey/certificates'

/**
 * Who signed a message, and the SHA-256 of its bytes. A message that comes again is known by these: the bytes are all
 * that the signature holds fast, while its header can be written in many ways.
 */
export type Speaker = Signer & { readonly message: Uint8Array }

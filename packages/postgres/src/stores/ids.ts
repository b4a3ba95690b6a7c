const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Could this be one of our ids? What comes from an address line or a device may be anything, and PostgreSQL ends the
 * transaction over what is no UUID; looked up behind this, it is simply not found.
 */
export function isId(text: string): boolean {
  return uuid.test(text)
}

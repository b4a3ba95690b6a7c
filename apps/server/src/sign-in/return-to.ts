const home = '/devices'
const anchor = 'https://here.invalid'

/**
 * A path of this origin to go to after the sign-in; anything that a browser could read as another place becomes the
 * device list. Neither the API, the provider nor the sign-in itself is a place to return to.
 */
export function safeReturnTo(wanted: string): string {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\') || wanted.length > 500) return home
  if (!URL.canParse(wanted, anchor)) return home
  const url = new URL(wanted, anchor)
  const path = url.pathname + url.search + url.hash
  if (url.origin !== anchor || path.startsWith('//')) return home
  return /^\/(api|idp|auth|signed-out)(\/|$)/i.test(decoded(url.pathname)) ? home : path
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '/api'
  }
}

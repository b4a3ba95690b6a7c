import type { Gesture } from './hand.ts'

/** A gesture as the page sends it; null when it is none. */
export function readGesture(body: unknown): Gesture | null {
  if (typeof body !== 'object' || body === null || !('does' in body)) return null
  const { does } = body
  if (does === 'lock' || does === 'restart' || does === 'peek') return { does }
  if (does === 'type' || does === 'choose') {
    const passcode = 'passcode' in body ? body.passcode : null
    return typeof passcode === 'string' && /^\d{4,12}$/.test(passcode) ? { does, passcode } : null
  }
  if (does === 'power' || does === 'network') {
    const on = 'on' in body ? body.on : null
    return typeof on === 'boolean' ? { does, on } : null
  }
  return null
}

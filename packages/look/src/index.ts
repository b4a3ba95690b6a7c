import { fileURLToPath } from 'node:url'

/** File of the custom properties: colours from `--org`, light and dark, type, radii, shadows. */
export const tokensPath = fileURLToPath(new URL('./tokens.css', import.meta.url))

/** File of what every page shares: base, controls, cards, notes and the gate. Comes after the tokens. */
export const pagesPath = fileURLToPath(new URL('./pages.css', import.meta.url))

/** File of the drawing in the gate: an open door with a phone in it, to be put inline into the page (class `gate-art`). */
export const gateArtPath = fileURLToPath(new URL('./gate-art.svg', import.meta.url))

import { encode } from 'uqr'
import { markup } from './html.ts'
import type { Html } from './html.ts'

/** A QR code as a drawing, dark on light whatever the page's colours are, with the quiet zone that readers need. */
export function qrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const modules = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return markup`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges">
<rect width="${size}" height="${size}" fill="#fff"/><path fill="#000" d="${modules}"/></svg>`
}

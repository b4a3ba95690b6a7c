import { html, Markup } from './html.ts'

/** Strokes on a 20 by 20 grid, as everywhere in the portal. */
const icons = {
  lock: '<rect x="4.5" y="8.8" width="11" height="8.2" rx="2"/><path d="M7 8.8V6.2a3 3 0 0 1 6 0v2.6M10 12v2"/>',
  unlock: '<rect x="4.5" y="8.8" width="11" height="8.2" rx="2"/><path d="M7 8.8V6a3 3 0 0 1 5.8-1.1M10 12v2"/>',
  sync: '<path d="M16.5 8.5A6.8 6.8 0 0 0 4.3 6M3.5 11.5A6.8 6.8 0 0 0 15.7 14M4 2.8V6.2h3.4M16 17.2v-3.4h-3.4"/>',
  power: '<path d="M10 2.8v6.4M6 5.2a6.6 6.6 0 1 0 8 0"/>',
  clock: '<circle cx="10" cy="10" r="7.3"/><path d="M10 5.8V10l2.8 2"/>',
  checkc: '<circle cx="10" cy="10" r="7.3"/><path d="m6.7 10.3 2.3 2.3 4.3-4.9"/>',
  warn: '<path d="M10 3 2.5 16.5h15zM10 8.2v3.8M10 14.2v.1"/>',
  nowifi:
    '<path d="M2.5 8a11 11 0 0 1 4-2.6M10 5a11 11 0 0 1 7.5 3M5.2 11.2a7 7 0 0 1 3-1.8M7.8 14.2a3.3 3.3 0 0 1 4.4 0M10 17v.01M4 3l12 14"/>',
  bksp: '<path d="M7 4.5h10v11H7L2.5 10zM10 8l4 4M14 8l-4 4"/>',
  eye: '<path d="M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10z"/><circle cx="10" cy="10" r="2.5"/>',
  mail: '<rect x="2.5" y="4.5" width="15" height="11" rx="2"/><path d="m3 6 7 5 7-5"/>',
  phone: '<rect x="5.5" y="2.2" width="9" height="15.6" rx="2"/><path d="M9 15.2h2"/>',
  globe:
    '<circle cx="10" cy="10" r="7.3"/><path d="M2.8 10h14.4M10 2.7c2.6 2.8 2.6 11.8 0 14.6M10 2.7c-2.6 2.8-2.6 11.8 0 14.6"/>',
  next: '<path d="m7.5 4.5 5.5 5.5-5.5 5.5"/>',
} as const

export type IconName = keyof typeof icons

/** All icons as symbols; stands once in each page, and its module uses them by `#i-NAME`. */
export const sprite: Markup = html`<svg class="sprite" aria-hidden="true">
  ${Object.entries(icons).map(
    ([name, strokes]) => html`<symbol id="i-${name}" viewBox="0 0 20 20">${new Markup(strokes)}</symbol>`,
  )}
</svg>`

export function icon(name: IconName, kind = 'i'): Markup {
  return html`<svg class="${kind}" aria-hidden="true"><use href="#i-${name}" /></svg>`
}

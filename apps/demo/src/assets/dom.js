const { document } = globalThis

/** @typedef {import('../wall/view.ts').DeviceView} DeviceView */
/** @typedef {import('../wall/texts.ts').WallTexts} WallTexts */

/**
 * An element with attributes, listeners (`onclick`) and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | number | EventListener | null>} [attributes]
 * @param {(Node | string | null)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value)
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? '' : String(value))
  }
  made.append(...children.filter((child) => child !== null))
  return made
}

const svg = 'http://www.w3.org/2000/svg'

/**
 * @param {string} name
 * @param {string} [kind]
 */
export function icon(name, kind = 'i s') {
  const drawing = document.createElementNS(svg, 'svg')
  drawing.setAttribute('class', kind)
  drawing.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(svg, 'use')
  use.setAttribute('href', `#i-${name}`)
  drawing.append(use)
  return drawing
}

/** The arch with a keyhole, as on the page's head. */
export function doorMark() {
  const mark = document.querySelector('.door-mark')
  return mark === null ? document.createTextNode('') : mark.cloneNode(true)
}

/**
 * Changes a text only when it differs, so that screen readers hear it once.
 * @param {Element} where
 * @param {string} text
 */
export function say(where, text) {
  if (where.textContent !== text) where.textContent = text
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, /** @type {string} */ name) => String(values[name] ?? whole))
}

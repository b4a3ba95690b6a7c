import { element, fill, icon, say } from './dom.js'

/** @import { WallTexts } from './dom.js' */

/**
 * Dots and keys for a passcode of so many digits. `whenFull` gets the digits and answers whether they were taken.
 * @param {{ texts: WallTexts, length: number, cancel: (() => void) | null,
 *   whenFull: (digits: string) => Promise<boolean> | boolean }} given
 */
export function keypad(given) {
  const { texts, length } = given
  let typed = ''
  let busy = false
  const lights = Array.from({ length }, () => element('i'))
  const dots = element('div', { class: 'dots', role: 'img' }, ...lights)

  function draw() {
    lights.forEach((light, i) => light.classList.toggle('on', i < typed.length))
    dots.setAttribute('aria-label', fill(texts.typed, { typed: typed.length, length }))
  }

  /** @param {string} key */
  function press(key) {
    if (busy) return
    if (key === 'Backspace') typed = typed.slice(0, -1)
    else if (key === 'Delete') typed = ''
    else if (typed.length < length) typed += key
    draw()
    if (typed.length === length) void full()
  }

  async function full() {
    busy = true
    // The last dot is seen before anything happens.
    await new Promise((resolve) => setTimeout(resolve, 140))
    const taken = await given.whenFull(typed)
    typed = ''
    busy = false
    draw()
    if (!taken) refuse()
  }

  function refuse() {
    dots.classList.remove('no')
    void dots.offsetWidth
    dots.classList.add('no')
  }

  /** @param {string} digit */
  const key = (digit) => element('button', { type: 'button', onclick: () => press(digit) }, digit)
  const corner = given.cancel
    ? element('button', { type: 'button', class: 't', onclick: given.cancel }, texts.cancel)
    : element('button', { type: 'button', class: 't', onclick: () => press('Delete') }, texts.clear)
  const back = element(
    'button',
    { type: 'button', class: 't', 'aria-label': texts.delete, onclick: () => press('Backspace') },
    icon('bksp', 'i'),
  )
  const keys = element('div', { class: 'pad' }, ...[...'123456789'].map(key), corner, key('0'), back)
  draw()

  return {
    dots,
    keys,
    /**
     * A key of the keyboard; true when it was one for the keypad.
     * @param {string} pressed
     */
    type(pressed) {
      if (!/^(?:\d|Backspace|Delete)$/.test(pressed)) return false
      press(pressed)
      return true
    },
  }
}

/**
 * The clock of a lock screen; `tick` is called every second.
 * @param {string} language
 */
export function clock(language) {
  const time = element('span')
  const day = element('small')
  const face = element('div', { class: 'clock' }, time, day)
  const tick = () => {
    const now = new Date()
    say(time, now.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hour12: false }))
    say(day, now.toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long' }))
  }
  tick()
  return { face, tick }
}

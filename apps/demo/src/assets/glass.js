import { doorMark, element, fill, icon, say } from './dom.js'
import { choosing, home } from './home.js'
import { clock, keypad } from './keypad.js'

/** @import { DeviceView, WallTexts } from './dom.js' */

/**
 * What a screen draws with, and what it can do. `screen` names what is drawn, so that it is drawn anew only when that
 * changes.
 * @typedef {{
 *   texts: WallTexts, language: string,
 *   send: (gesture: Record<string, unknown>) => Promise<{ said: string }>,
 *   local: { choosing: boolean, dismissed: boolean }, redraw: () => void,
 * }} Tools
 *
 * @typedef {{ kind: string, children: (Node | null)[], tick?: () => void, update?: (view: DeviceView) => void,
 *   type?: (key: string) => boolean }} Screen
 */

/**
 * @param {DeviceView} view
 * @param {Tools} tools
 */
export function screenName(view, tools) {
  if (view.screen === 'open') {
    if (tools.local.choosing) return 'choosing'
    return view.passcodeSet || tools.local.dismissed ? 'home' : 'home-asking'
  }
  if (view.screen !== 'locked') return view.screen
  return isUnavailable(view) ? `unavailable ${String(view.unavailableUntil)}` : `locked ${String(view.passcodeLength)}`
}

/**
 * @param {DeviceView} view
 * @param {Tools} tools
 * @returns {Screen}
 */
export function drawScreen(view, tools) {
  if (view.screen === 'off') return off(tools)
  if (view.screen === 'starting') return starting(tools)
  if (view.screen === 'open') return tools.local.choosing ? choosing(tools) : home(view, tools)
  return isUnavailable(view) ? unavailable(view, tools) : locked(view, tools)
}

/** @param {DeviceView} view */
export function isUnavailable(view) {
  const { unavailableUntil } = view
  return unavailableUntil === 'never' || (unavailableUntil !== null && Date.parse(unavailableUntil) > Date.now())
}

/** @param {Tools} tools @returns {Screen} */
function off({ texts, send }) {
  const turnOn = () => void send({ does: 'power', on: true })
  return {
    kind: 'dark',
    children: [
      element(
        'div',
        { class: 'middle' },
        icon('power', 'i'),
        element('b', {}, texts.isOff),
        element('button', { type: 'button', class: 'glass-btn', onclick: turnOn }, texts.turnOn),
      ),
    ],
  }
}

/** @param {Tools} tools @returns {Screen} */
function starting({ texts }) {
  return {
    kind: 'dark',
    children: [element('div', { class: 'middle' }, doorMark(), element('p', { role: 'status' }, texts.starting))],
  }
}

/** @param {DeviceView} first @param {Tools} tools @returns {Screen} */
function locked(first, { texts, language, send }) {
  const { face, tick } = clock(language)
  const line = element('p', { class: 'lockline', role: 'status' }, texts.enter)
  const message = element('p', { class: 'sub' })
  const pad = keypad({
    texts,
    length: first.passcodeLength,
    cancel: null,
    async whenFull(passcode) {
      const { said } = await send({ does: 'type', passcode })
      if (said === 'wrong') line.textContent = texts.wrong
      return said === 'open'
    },
  })
  /** @param {DeviceView} view */
  const update = (view) => {
    if (view.resetting) say(line, texts.resetting)
    else if (line.textContent === texts.resetting) say(line, texts.enter)
    say(message, [view.message, view.phoneNumber].filter(Boolean).join(' · '))
    message.hidden = message.textContent === ''
  }
  update(first)
  return { kind: 'keys', children: [face, line, pad.dots, message, pad.keys], tick, update, type: pad.type }
}

/** @param {DeviceView} view @param {Tools} tools @returns {Screen} */
function unavailable(view, { texts, language, redraw }) {
  const { face, tick } = clock(language)
  const until = element('p', { class: 'sub' }, texts.tryNever)
  const left = () => {
    tick()
    if (view.unavailableUntil === null || view.unavailableUntil === 'never') return
    const seconds = (Date.parse(view.unavailableUntil) - Date.now()) / 1000
    if (seconds <= 0) return redraw()
    const when = new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(Math.ceil(seconds / 60), 'minute')
    say(until, fill(texts.tryAgain, { when }))
  }
  left()
  const kind = view.model.split(' ')[0] ?? ''
  return {
    kind: 'shut',
    children: [
      face,
      element(
        'div',
        { class: 'middle' },
        element('b', { role: 'status' }, fill(texts.unavailable, { model: kind })),
        until,
      ),
    ],
    tick: left,
  }
}

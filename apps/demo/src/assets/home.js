import { element, icon, say } from './dom.js'
import { clock, keypad } from './keypad.js'

/** @import { DeviceView } from './dom.js' */
/** @import { Screen, Tools } from './glass.js' */

const newLength = 6

/** @param {DeviceView} view @param {Tools} tools @returns {Screen} */
export function home(view, tools) {
  const { language, local } = tools
  const { face, tick } = clock(language)
  const asks = !view.passcodeSet && !local.dismissed
  const apps = element('div', { class: 'apps', 'aria-hidden': 'true' })
  apps.append(...Array.from({ length: 12 }, () => element('i')))
  return {
    kind: 'home',
    children: [face, apps, asks ? sheet(tools) : standing(view, tools)],
    tick,
  }
}

/** @param {Tools} tools */
function sheet({ texts, local, redraw }) {
  const choose = () => {
    local.choosing = true
    redraw()
  }
  const later = () => {
    local.dismissed = true
    redraw()
  }
  return element(
    'section',
    { class: 'sheet' },
    element('h3', {}, icon('unlock', 'i'), texts.openTitle),
    element('p', {}, texts.openNoPasscode),
    element('button', { type: 'button', class: 'btn primary', onclick: choose }, texts.setPasscode),
    element('button', { type: 'button', class: 'btn quiet', onclick: later }, texts.notNow),
  )
}

/** @param {DeviceView} view @param {Tools} tools */
function standing(view, { texts, local, redraw }) {
  if (view.passcodeSet) return element('p', { class: 'unlocked' }, icon('unlock'), texts.unlocked)
  const choose = () => {
    local.choosing = true
    redraw()
  }
  const button = element('button', { type: 'button', class: 'glass-btn', onclick: choose }, texts.setPasscode)
  return element('div', { class: 'standing' }, button)
}

/** Settings: a new passcode, twice. @param {Tools} tools @returns {Screen} */
export function choosing({ texts, language, local, send, redraw }) {
  const { face, tick } = clock(language)
  const line = element('p', { class: 'lockline', role: 'status' }, texts.choose)
  let first = ''
  const close = () => {
    local.choosing = false
    redraw()
  }
  const pad = keypad({
    texts,
    length: newLength,
    cancel: close,
    async whenFull(passcode) {
      if (first === '') {
        first = passcode
        say(line, texts.repeat)
        return true
      }
      if (first !== passcode) {
        first = ''
        say(line, texts.different)
        return false
      }
      await send({ does: 'choose', passcode })
      local.dismissed = false
      close()
      return true
    },
  })
  return { kind: 'keys setup', children: [face, line, pad.dots, pad.keys], tick, type: pad.type }
}

import { element, fill, icon, say } from './dom.js'
import { drawScreen, screenName } from './glass.js'

/** @import { DeviceView, WallTexts } from './dom.js' */
/** @import { Screen, Tools } from './glass.js' */

/**
 * One device on the wall.
 * @param {DeviceView} first
 * @param {{ texts: WallTexts, language: string, heard: (text: string) => void,
 *   send: (id: string, gesture: Record<string, unknown>) => Promise<{ said: string, passcode?: string | null, forgotten?: boolean }> }} given
 */
export function makeUnit(first, given) {
  const { texts, language } = given
  let view = first
  /** @type {Screen} */
  let screen = { kind: '', children: [] }
  let drawn = ''

  const model = texts.models[first.model] ?? first.model
  const title = element('h2', { id: `name-${first.id}` }, first.name)
  const pill = element('span', { class: 'tag' })
  const glass = element('div', {
    class: 'glass',
    role: 'group',
    tabindex: '-1',
    'aria-label': fill(texts.screen, { name: first.name }),
  })
  const wireIcon = element('span')
  const wireText = element('span')
  const power = toggle(texts.on, (on) => send({ does: 'power', on }))
  const network = toggle(texts.network, (on) => send({ does: 'network', on }))
  const lock = button(texts.lock, () => send({ does: 'lock' }))
  const restart = button(texts.restart, () => send({ does: 'restart' }))

  const root = element(
    'article',
    { class: `unit${first.form === 'tablet' ? ' wide' : ''}`, 'aria-labelledby': title.id, 'data-device': first.id },
    element(
      'div',
      { class: 'unit-cap' },
      title,
      pill,
      element('p', {}, `${model} · ${fill(texts.belongs, { holder: first.holder })}`),
    ),
    element('div', { class: `phone ${first.form}` }, glass),
    element(
      'div',
      { class: 'unit-ctl', role: 'group', 'aria-label': fill(texts.controls, { name: first.name }) },
      power.label,
      network.label,
      element('div', { class: 'row' }, lock, restart),
    ),
    element('p', { class: 'wire' }, wireIcon, wireText),
    peek(),
  )
  root.addEventListener('keydown', (event) => {
    const typing = glass.contains(/** @type {Node | null} */ (event.target))
    if (!typing || event.ctrlKey || event.metaKey || event.altKey) return
    if (screen.type?.(event.key)) event.preventDefault()
  })

  /** @type {Tools} */
  const tools = { texts, language, send, local: { choosing: false, dismissed: false }, redraw: () => draw() }

  /** @param {Record<string, unknown>} gesture */
  async function send(gesture) {
    const felt = await given.send(view.id, gesture)
    if (felt.said === 'impossible' || felt.said === 'failed') given.heard(texts.failed)
    return felt
  }

  function draw() {
    const name = screenName(view, tools)
    if (name !== drawn) {
      const held = glass.contains(root.ownerDocument.activeElement)
      screen = drawScreen(view, tools)
      drawn = name
      glass.className = `glass ${screen.kind}`
      const island = view.form === 'phone' && screen.kind !== 'dark' ? [element('span', { class: 'island' })] : []
      glass.replaceChildren(...island, ...screen.children.filter((child) => child !== null))
      if (held) glass.focus()
    }
    screen.update?.(view)
  }

  /** @param {DeviceView} next */
  function update(next) {
    const opened = view.screen === 'locked' && next.screen === 'open' && !next.passcodeSet
    if (next.screen !== 'open') tools.local = { choosing: false, dismissed: false }
    if (!view.passcodeSet && next.passcodeSet) given.heard(fill(texts.heardSet, { name: next.name }))
    view = next
    if (opened) given.heard(fill(texts.heardOpen, { name: view.name }))
    draw()
    say(title, view.name)
    drawPill()
    drawWire()
    power.input.checked = view.on
    network.input.checked = view.network
    lock.disabled = view.screen !== 'open' || !view.passcodeSet
    restart.disabled = view.screen === 'off' || view.screen === 'starting'
  }

  function drawPill() {
    const state = view.resetting ? 'resetting' : view.screen === 'starting' ? 'off' : view.screen
    const shown = {
      locked: { icon: 'lock', text: texts.stateLocked },
      open: { icon: 'unlock', text: texts.stateOpen },
      off: { icon: 'power', text: texts.stateOff },
      resetting: { icon: 'sync', text: texts.stateResetting },
    }[state]
    if (pill.dataset['state'] === state) return
    pill.dataset['state'] = state
    pill.className = `tag ${state}`
    pill.replaceChildren(icon(shown.icon), shown.text)
  }

  function drawWire() {
    const { says, at } = view.wire
    const wire = wires(texts)[says]
    const time = at === null ? '' : new Date(at).toLocaleTimeString(language, { hour12: false })
    const text = fill(wire.text, { at: time })
    if (wireText.textContent === text) return
    say(wireText, text)
    wireIcon.replaceChildren(icon(wire.icon, `i s ${wire.kind ?? ''}`))
  }

  function peek() {
    const said = element('p', { role: 'status' })
    const summary = element('summary', {}, icon('eye'), texts.peek)
    const details = element('details', { class: 'peek' }, summary, said)
    details.addEventListener('toggle', async () => {
      said.replaceChildren()
      if (!details.open) return
      const { passcode, forgotten } = await send({ does: 'peek' })
      if (typeof passcode !== 'string') said.replaceChildren(texts.peekNone)
      else {
        const before = forgotten === true ? fill(texts.peekForgotten, { holder: view.holder }) : texts.peekNow
        said.replaceChildren(before, element('b', {}, passcode))
      }
    })
    return details
  }

  update(first)
  return { root, update, tick: () => screen.tick?.() }
}

/** @param {string} text @param {(on: boolean) => Promise<unknown>} turn */
function toggle(text, turn) {
  const input = element('input', { type: 'checkbox', role: 'switch', onchange: () => void turn(input.checked) })
  return { input, label: element('label', { class: 'swi' }, input, text) }
}

/** @param {string} text @param {() => Promise<unknown>} press */
function button(text, press) {
  return element('button', { type: 'button', class: 'btn', onclick: () => void press() }, text)
}

/** @param {WallTexts} texts @returns {Record<DeviceView['wire']['says'], { icon: string, text: string, kind?: string }>} */
function wires(texts) {
  return {
    off: { icon: 'power', text: texts.wireOff },
    'no-network': { icon: 'nowifi', text: texts.wireNoNetwork },
    'before-unlock': { icon: 'nowifi', text: texts.wireBeforeUnlock },
    'not-enrolled': { icon: 'warn', text: texts.wireNotEnrolled, kind: 'care' },
    connecting: { icon: 'sync', text: texts.wireConnecting },
    fetched: { icon: 'checkc', text: texts.wireFetched, kind: 'ok' },
    unsent: { icon: 'warn', text: texts.wireUnsent, kind: 'care' },
    removed: { icon: 'checkc', text: texts.wireRemoved, kind: 'ok' },
    'key-refused': { icon: 'warn', text: texts.wireKeyRefused, kind: 'care' },
    refused: { icon: 'warn', text: texts.wireRefused, kind: 'care' },
    'not-now': { icon: 'clock', text: texts.wireNotNow },
    waiting: { icon: 'clock', text: texts.wireWaiting },
    never: { icon: 'clock', text: texts.wireNever },
  }
}

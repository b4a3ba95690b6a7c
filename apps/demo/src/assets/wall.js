import { say } from './dom.js'
import { makeUnit } from './unit.js'

/** @import { DeviceView, WallTexts } from './dom.js' */

const { document, EventSource } = globalThis

/** @type {WallTexts} */
const texts = JSON.parse(document.getElementById('texts')?.textContent ?? '{}')
// English with the day first and 24 hours, as the mock-ups of the house have it.
const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang
const wall = /** @type {HTMLElement} */ (document.getElementById('wall'))
const heard = /** @type {HTMLElement} */ (document.getElementById('heard'))
const lost = /** @type {HTMLElement} */ (document.getElementById('lost'))

/** @type {Map<string, ReturnType<typeof makeUnit>>} */
const units = new Map()

/** @param {string} id @param {Record<string, unknown>} gesture */
async function send(id, gesture) {
  try {
    const response = await fetch(`/demo/api/devices/${encodeURIComponent(id)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(gesture),
    })
    return response.ok ? await response.json() : { said: 'failed' }
  } catch {
    return { said: 'failed' }
  }
}

/** @param {DeviceView[]} views */
function show(views) {
  for (const view of views) {
    const unit = units.get(view.id)
    if (unit !== undefined) {
      unit.update(view)
      continue
    }
    const made = makeUnit(view, { texts, language, send, heard: (text) => (heard.textContent = text) })
    // Twins in shape get another wallpaper, so that they are told apart from afar.
    const shapes = views.filter(({ form }) => form === view.form)
    made.root.classList.toggle('second', shapes.indexOf(view) % 2 === 1)
    units.set(view.id, made)
    wall.append(made.root)
  }
}

const events = new EventSource('/demo/api/events')
events.addEventListener('message', (event) => show(JSON.parse(event.data)))
events.addEventListener('open', () => say(lost, ''))
events.addEventListener('error', () => say(lost, texts.lost))
setInterval(() => units.forEach((unit) => unit.tick()), 1000)

import { element, fill, icon } from './dom.js'

/** @import { MailboxTexts } from '../mailbox/texts.ts' */
/** @import { Letter } from '../mailbox/mailbox.ts' */

const { document, EventSource } = globalThis

/** @type {MailboxTexts} */
const texts = JSON.parse(document.getElementById('texts')?.textContent ?? '{}')
// English with the day first and 24 hours, as the mock-ups of the house have it.
const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang
const mail = /** @type {HTMLElement} */ (document.getElementById('mail'))
const heard = /** @type {HTMLElement} */ (document.getElementById('heard'))
const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hour12: false })

/** @type {Map<number, HTMLElement>} */
const shown = new Map()
let first = true

/** @param {Letter[]} letters */
function show(letters) {
  if (letters.length === 0) return void mail.replaceChildren(empty())
  if (shown.size === 0) mail.replaceChildren()
  for (const letter of letters.toReversed()) {
    if (shown.has(letter.id)) continue
    const drawn = draw(letter)
    shown.set(letter.id, drawn)
    mail.prepend(drawn)
    if (!first) heard.textContent = fill(texts.arrived, { to: letter.to })
  }
  const kept = new Set(letters.map(({ id }) => id))
  for (const [id, drawn] of shown) {
    if (kept.has(id)) continue
    shown.delete(id)
    drawn.remove()
  }
  first = false
}

/** @param {Letter} letter */
function draw(letter) {
  const subject = element('h2', { id: `letter-${letter.id}`, lang: letter.language }, letter.subject)
  const head = element(
    'div',
    { class: 'letter-head' },
    subject,
    element('time', { datetime: letter.at }, when.format(new Date(letter.at))),
    element(
      'dl',
      {},
      element('div', {}, element('dt', {}, texts.from), element('dd', {}, letter.from)),
      element('div', {}, element('dt', {}, texts.to), element('dd', {}, letter.to)),
    ),
  )
  const paragraphs = letter.text.split('\n\n').map((text) => element('p', {}, ...linked(text)))
  return element(
    'article',
    { class: 'card letter', 'aria-labelledby': subject.id },
    head,
    element('div', { class: 'letter-text', lang: letter.language }, ...paragraphs),
  )
}

/** Text with its addresses as links. @param {string} text */
function linked(text) {
  return text.split(/(https?:\/\/\S+)/).map((part, i) => (i % 2 === 0 ? part : element('a', { href: part }, part)))
}

function empty() {
  return element(
    'div',
    { class: 'mail-empty' },
    element('span', { class: 'arch', 'aria-hidden': 'true' }, icon('mail', 'i')),
    element('h2', {}, texts.emptyTitle),
    element('p', { class: 'muted' }, texts.empty),
  )
}

new EventSource('/demo/api/letters').addEventListener('message', (event) => show(JSON.parse(event.data)))

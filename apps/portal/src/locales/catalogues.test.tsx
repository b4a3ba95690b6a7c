import type { FailureCode, Notification, ResetEffect, ResetObstacle } from '@latchkey/portal-api'
import { createCompiledCatalog, getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import type { MessageDescriptor } from '@lingui/core'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { effects } from '../words/effects.ts'
import { failures } from '../words/failures.ts'
import { notices } from '../words/notices.ts'
import { obstacles } from '../words/obstacles.ts'
import { messages as en } from './en.po'
import { messages as fr } from './fr.po'

const portal = resolve(import.meta.dirname, '../..')
const [catalogue] = await getCatalogs(getConfig({ cwd: portal }))
if (catalogue === undefined) throw new Error('The portal has no catalogue')
const english = (await catalogue.read('en')) ?? {}
const french = (await catalogue.read('fr')) ?? {}

test('extraction would leave nothing new and nothing old', async () => {
  const found = await catalogue.collect()
  expect(Object.keys(found ?? {}).sort()).toEqual(Object.keys(english).sort())
  expect(Object.keys(french).sort()).toEqual(Object.keys(english).sort())
}, 60_000)

test('every text is there in French', () => {
  const missing = Object.entries(french).filter(([, { translation }]) => !translation)
  expect(missing.map(([, { message }]) => message)).toEqual([])
})

test('French keeps every placeholder and every tag', () => {
  const marks = (text: string) => (text.match(/\{\w+|<\/?\d+>/g) ?? []).sort()
  const different = Object.values(french).filter(
    ({ message = '', translation = '' }) => String(marks(message)) !== String(marks(translation)),
  )
  // A sentence of French may do without the noun that English needs.
  expect(different.map(({ message }) => message)).toEqual(['My sign-in needs the locked {noun}'])
})

test('French sets its spaces: narrow before ? ! ;, no-break before a colon and inside quotes', () => {
  const wrong = Object.values(french).filter(({ translation = '' }) =>
    /[ \u00a0][?!;]| :|« | »|[^\s\u202f][?!]/.test(translation),
  )
  expect(wrong.map(({ translation }) => translation)).toEqual([])
})

test('French says what French users know from their old portal', () => {
  const labels = {
    Menu: 'Menu',
    Devices: 'Appareils',
    Rename: 'Renommer',
    Remove: 'Supprimer',
    'Reset passcode': 'Réinitialiser le code secret',
    'Remote lock': 'Verrouillage à distance',
    'Factory reset': 'Réinitialiser l’appareil (tout effacer)',
    'More (…)': 'Plus (…)',
    'Sign out': 'Se déconnecter',
    Cancel: 'Annuler',
    'Temporary passcode': 'Code secret temporaire',
    'Set up a new passcode': 'Configurer un nouveau code secret',
    'Contact support': 'Contacter le support',
    'Check status': 'Vérifier l’état',
  }
  const told = Object.values(french).flatMap(({ message = '', translation }) =>
    message in labels ? [[message, translation]] : [],
  )
  expect(Object.fromEntries(told)).toEqual(labels)
})

/** The types make each table complete; here each of its texts is looked for in both languages. */
const everyCode = {
  ...(obstacles satisfies Record<ResetObstacle, unknown>),
  ...(effects satisfies Record<ResetEffect, unknown>),
  ...(failures satisfies Record<FailureCode, unknown>),
  ...(notices satisfies Record<Notification['kind'], unknown>),
}
test.each(Object.entries(everyCode))('%s has its texts in both languages', (_code, texts) => {
  const said = Object.values(texts as Record<string, unknown>)
    .flat()
    .filter((text): text is MessageDescriptor => typeof text === 'object' && text !== null && 'id' in text)
  expect(said.length).toBeGreaterThan(0)
  for (const { id } of said) {
    expect(en[id], id).toBeTruthy()
    expect(fr[id], id).toBeTruthy()
  }
})

test.each([
  ['en', english],
  ['fr', french],
])('%s compiles: every plural and every tag is well formed', (locale, texts) => {
  const messages = Object.fromEntries(
    Object.entries(texts).map(([id, text]) => [id, text.translation || text.message || '']),
  )
  expect(createCompiledCatalog(locale, messages, {}).errors).toEqual([])
})

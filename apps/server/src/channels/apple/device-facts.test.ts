import { expect, test } from 'vitest'
import { introductionFacts, reportedFacts } from './device-facts.ts'
import { modelName } from './model-names.ts'

const nothing = { name: null, product: null, osVersion: null, serial: null }

test('an introduction with everything', () => {
  expect(
    introductionFacts({ name: 'Camille’s iPad', product: 'iPad12,1', osVersion: '18.6', serial: 'F9FXK0Q7Q2K' }, null),
  ).toEqual({
    platform: 'ipados',
    form: 'tablet',
    maker: 'Apple',
    model: 'iPad (9th generation)',
    name: 'Camille’s iPad',
    osVersion: '18.6',
    serial: 'F9FXK0Q7Q2K',
    shared: false,
  })
})

test('an introduction with nothing is a phone’s, until it says more', () => {
  expect(introductionFacts(nothing, null)).toMatchObject({
    platform: 'ios',
    form: 'phone',
    model: 'iPhone',
    name: 'iPhone',
    osVersion: '',
    serial: null,
  })
  expect(introductionFacts({ ...nothing, product: 'iPhone14,5' }, null)).toMatchObject({ name: 'iPhone 13' })
})

test('an introduction again: what it leaves out stays as it is known', () => {
  const known = {
    platform: 'ipados',
    form: 'tablet',
    model: 'iPad mini',
    originalName: 'Kitchen',
    osVersion: '18.6',
    serial: 'F9FXK0Q7Q2K',
    shared: true,
  } as const
  expect(introductionFacts({ ...nothing, osVersion: '19.0' }, known)).toEqual({
    platform: 'ipados',
    form: 'tablet',
    maker: 'Apple',
    model: 'iPad mini',
    name: 'Kitchen',
    osVersion: '19.0',
    serial: 'F9FXK0Q7Q2K',
    shared: true,
  })
})

test.each([
  ['iPhone14,5', 'ios', 'phone', 'iPhone 13'],
  ['iPad99,9', 'ipados', 'tablet', 'iPad99,9'],
  ['MacBookPro18,3', 'macos', 'laptop', 'MacBookPro18,3'],
  ['iMac21,1', 'macos', 'desktop', 'iMac21,1'],
  ['Mac16,10', 'macos', 'desktop', 'Mac16,10'],
  ['iPod9,1', 'ios', 'phone', 'iPod9,1'],
])('%s is %s, a %s', (product, platform, form, model) => {
  expect(reportedFacts({ ProductName: product })).toMatchObject({ platform, form, model })
})

test('what a report leaves out, or says in another type, stays as it is known', () => {
  expect(reportedFacts({ DeviceName: 'Zoé 📱', IsMultiUser: false, IsMDMLostModeEnabled: true })).toEqual({
    originalName: 'Zoé 📱',
    shared: false,
    lostMode: true,
    checked: true,
  })
  expect(reportedFacts({ DeviceName: 7, IsMDMLostModeEnabled: 'true', OSVersion: [] })).toEqual({ checked: true })
})

test('names are printed as they are, without what hides or turns writing round, and not for ever', () => {
  expect(reportedFacts({ DeviceName: '  a\u202eb\u0000c\n ' }).originalName).toBe('abc')
  expect(reportedFacts({ DeviceName: '👩‍💻' }).originalName).toBe('👩‍💻')
  expect(reportedFacts({ DeviceName: '\u200b\u2066 ' }).originalName).toBeUndefined()
  expect(reportedFacts({ DeviceName: '📱'.repeat(100) }).originalName).toBe('📱'.repeat(64))
})

test('a model that is not known is shown as it calls itself', () => {
  expect(modelName('iPhone18,3')).toBe('iPhone18,3')
  expect(modelName('constructor')).toBe('constructor')
})

test('a model that is not known is printed like a name', () => {
  const ProductName = `iPhone9\u202e9\u061c\u{e0041}${'📱'.repeat(100)}`
  const model = `iPhone99${'📱'.repeat(56)}`
  expect(reportedFacts({ ProductName })).toMatchObject({ model })
  expect(introductionFacts({ ...nothing, product: ProductName }, null)).toMatchObject({ model, name: model })
  expect(introductionFacts({ ...nothing, product: '\u2060' }, null)).toMatchObject({ model: 'iPhone' })
})

import { describe, expect, test } from 'vitest'
import { iPhone, type Audience } from './availability.ts'
import { dictionary } from './plist-print.ts'
import type { Tree } from './plist-tree.ts'
import { readKeys, type PublishedKey } from './rule.ts'
import { violationsOf } from './violations.ts'

const integer = (text: string): Tree => ({ type: 'integer', text })
const string = (text: string): Tree => ({ type: 'string', text })
const array = (...items: Tree[]): Tree => ({ type: 'array', items })

const keys: readonly PublishedKey[] = [
  { key: 'Name', type: '<string>', presence: 'required' },
  { key: 'Size', type: '<integer>', range: { min: 1, max: 9 } },
  { key: 'Level', type: '<integer>', rangelist: [0, 60] },
  { key: 'Charge', type: '<real>', range: { max: 1 } },
  { key: 'Mode', type: '<string>', rangelist: ['on', 'off'] },
  { key: 'Address', type: '<string>', format: '^https://.*$' },
  { key: 'Open', type: '<boolean>' },
  { key: 'Token', type: '<data>' },
  { key: 'At', type: '<date>' },
  { key: 'Anything', type: '<any>' },
  { key: 'Free', type: '<dictionary>', subkeys: [{ key: 'ANY', type: '<any>', presence: 'required' }] },
  {
    key: 'Owner',
    type: '<dictionary>',
    subkeys: [
      { key: 'Id', type: '<string>', presence: 'required' },
      { key: 'Of', type: '<string>' },
    ],
  },
  {
    key: 'Pairs',
    type: '<array>',
    subkeys: [
      {
        key: 'Pair',
        type: '<array>',
        subkeys: [{ key: 'PairItem', type: '<string>', repetition: { min: 2, max: 2 } }],
      },
    ],
  },
  {
    key: 'Queries',
    type: '<array>',
    subkeys: [
      {
        key: 'QueriesItem',
        type: '<string>',
        subkeys: [
          { key: 'OSVersion', type: '<string>' },
          { key: 'HostName', type: '<string>', supportedOS: { iOS: { introduced: 'n/a' } } },
        ],
      },
    ],
  },
  {
    key: 'Settings',
    type: '<array>',
    subkeys: [
      setting('Wallpaper', { key: 'Image', type: '<data>', presence: 'required' }),
      setting('DeviceName', { key: 'DeviceName', type: '<string>', presence: 'required' }),
    ],
  },
]

function setting(item: string, value: PublishedKey): PublishedKey {
  const word = { key: 'Item', type: '<string>', presence: 'required', rangelist: [item] }
  return { key: item, type: '<dictionary>', subkeys: [word, value] }
}

const found = (entries: Record<string, Tree | string>) =>
  violationsOf(dictionary({ Name: 'n', ...entries }), readKeys(keys, {}), iPhone)

test('a message that keeps every rule has no violations', () => {
  const sound = {
    Size: integer('9'),
    Level: integer('60'),
    Charge: { type: 'real', text: '0.83' },
    Mode: 'off',
    Address: 'https://mdm.example',
    Open: { type: 'boolean', text: 'true' },
    Token: { type: 'data', text: 'AQID' },
    At: { type: 'date', text: '2025-01-01T00:00:00Z' },
    Anything: array(integer('1'), string('two')),
    Free: dictionary({ Whatever: integer('1') }),
    Owner: dictionary({ Id: '1', Of: 'us' }),
    Pairs: array(array(string('CN'), string('x'))),
    Queries: array(string('OSVersion')),
    Settings: array(dictionary({ Item: 'DeviceName', DeviceName: 'Zoé' })),
  } as const
  expect(found(sound)).toEqual([])
})

test.each<[string, Record<string, Tree | string>]>([
  ['Nmae: unknown', { Nmae: 'x' }],
  ['Size: string instead of integer', { Size: '3' }],
  ['Charge: integer instead of real', { Charge: integer('1') }],
  ['Size: real instead of integer', { Size: { type: 'real', text: '1.0' } }],
  ['Open: string instead of boolean', { Open: 'true' }],
  ['Token: string instead of data', { Token: 'AQID' }],
  ['At: string instead of date', { At: '2025-01-01T00:00:00Z' }],
  ['Owner: array instead of dictionary', { Owner: array() }],
  ['Queries: dictionary instead of array', { Queries: dictionary({}) }],
  ['Size: out of range', { Size: integer('0') }],
  ['Size: out of range', { Size: integer('10') }],
  ['Charge: out of range', { Charge: { type: 'real', text: '1.1' } }],
  ['Level: not one of the listed', { Level: integer('61') }],
  ['Mode: not one of the listed', { Mode: 'On' }],
  ['Address: not of the form', { Address: 'http://mdm.example' }],
  ['Owner.Id: missing', { Owner: dictionary({ Of: 'us' }) }],
  ['Owner.Name: unknown', { Owner: dictionary({ Id: '1', Name: 'x' }) }],
  ['Pairs[1]: 1 items', { Pairs: array(array(string('C'), string('x')), array(string('O'))) }],
  ['Pairs[0][1]: integer instead of string', { Pairs: array(array(string('C'), integer('1'))) }],
  ['Queries[1]: not one of the listed', { Queries: array(string('OSVersion'), string('OsVersion')) }],
  ['Queries[0]: not on iOS', { Queries: array(string('HostName')) }],
  ['Settings[0].DeviceName: missing', { Settings: array(dictionary({ Item: 'DeviceName' })) }],
])('found: %s', (violation, entries) => {
  expect(found(entries)).toEqual([violation])
})

test('a required key that is missing', () => {
  expect(violationsOf(dictionary({}), readKeys(keys, {}), iPhone)).toEqual(['Name: missing'])
})

describe('where a key may stand', () => {
  const user = { userEnrolment: true }
  const shared = { sharedIpad: true }
  test.each<[string | null, PublishedKey['supportedOS'], Partial<Audience>]>([
    [null, {}, {}],
    ['not on iOS', { iOS: { introduced: 'n/a' } }, {}],
    [null, { iOS: { introduced: 'n/a' } }, { platform: 'macOS' }],
    ['since 18.6.1', { iOS: { introduced: '18.6.1' } }, {}],
    [null, { iOS: { introduced: '9.3' } }, {}],
    ['removed in 18.0', { iOS: { removed: '18.0' } }, {}],
    [null, { iOS: { removed: '18.10' } }, {}],
    ['only supervised', { iOS: { supervised: true } }, {}],
    [null, { iOS: { supervised: true } }, { supervised: true }],
    ['only by automated enrolment', { iOS: { requiresdep: true } }, {}],
    ['not in a user enrolment', { iOS: { userenrollment: { mode: 'forbidden' } } }, user],
    [null, { iOS: { userenrollment: { mode: 'forbidden' } } }, {}],
    ['only in a user enrolment', { iOS: { userenrollment: { mode: 'required' } } }, {}],
    [null, { iOS: { userenrollment: { mode: 'ignored' } } }, user],
    ['not in Shared iPad', { iOS: { sharedipad: { mode: 'forbidden' } } }, shared],
    ['only in Shared iPad', { iOS: { sharedipad: { mode: 'required' } } }, {}],
    ['not on the device channel', { iOS: { sharedipad: { devicechannel: false } } }, shared],
    [null, { iOS: { sharedipad: { devicechannel: false } } }, {}],
    ['not on the user channel', { macOS: { userchannel: false } }, { platform: 'macOS', channel: 'user' }],
    ['needs AllowPasscodeRemovalAndLock', { iOS: { accessrights: 'AllowPasscodeRemovalAndLock' } }, { rights: 16 }],
    [null, { iOS: { accessrights: 'AllowPasscodeRemovalAndLock' } }, { rights: 20 }],
    [null, { iOS: { accessrights: 'Special Case' } }, { rights: 0 }],
  ])('%s: %j for %j', (reason, supportedOS = {}, audience) => {
    const rules = readKeys([{ key: 'Key', type: '<string>', presence: 'required', supportedOS }], {})
    const who = { ...iPhone, ...audience }
    expect(violationsOf(dictionary({ Key: 'x' }), rules, who)).toEqual(reason === null ? [] : [`Key: ${reason}`])
    expect(violationsOf(dictionary({}), rules, who)).toEqual(reason === null ? ['Key: missing'] : [])
  })

  test('a key inherits value by value, and its own word counts', () => {
    const above = { iOS: { introduced: 'n/a', sharedipad: { mode: 'required', devicechannel: false } } }
    const own = { iOS: { introduced: '9.0', sharedipad: { mode: 'allowed' } } }
    const rules = readKeys([{ key: 'Key', type: '<string>', supportedOS: own }], above)
    const found = (audience: Audience) => violationsOf(dictionary({ Key: 'x' }), rules, audience)
    expect(found(iPhone)).toEqual([])
    expect(found({ ...iPhone, sharedIpad: true })).toEqual(['Key: not on the device channel'])
  })
})

test.each([
  [{ key: 'K', type: '<string>', subtype: '<url>' }, 'subtype'],
  [{ key: 'K', type: '<text>' }, '<text>'],
  [{ key: 'K', type: '<string>', presence: 'sometimes' }, 'sometimes'],
])('a schema that says what the validator does not know is refused: %j', (key, word) => {
  expect(() => readKeys([key], {})).toThrow(word)
})

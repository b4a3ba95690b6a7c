import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePlist, encodePlist, PlistError, usualLimits, type PlistValue } from '../index.ts'

const doctype = '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">'

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return error instanceof PlistError ? error.code : `not a PlistError: ${String(error)}`
  }
  return 'accepted'
}

const plist = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}\n<plist version="1.0">${inner}</plist>`
const decodeInner = (inner: string) => decodePlist(plist(inner))

test('each kind of value', () => {
  const value = decodeInner(`
    <dict>
      <key>text</key><string>Zo&#235; &amp; the 📱<![CDATA[ <b>]]></string>
      <key>int</key><integer>-42</integer>
      <key>hex</key><integer>0x1F</integer>
      <key>big</key><integer>18446744073709551615</integer>
      <key>real</key><real>0.75</real>
      <key>yes</key><true/>
      <key>no</key><false></false>
      <key>date</key><date>2026-02-28T23:59:59Z</date>
      <key>data</key><data>
        AAEC
        /w==
      </data>
      <key>list</key><array><string/><array/><dict/></array>
    </dict>`)
  expect({ ...(value as object) }).toEqual({
    text: 'Zoë & the 📱 <b>',
    int: -42,
    hex: 31,
    big: 18446744073709551615n,
    real: 0.75,
    yes: true,
    no: false,
    date: new Date('2026-02-28T23:59:59Z'),
    data: Uint8Array.of(0, 1, 2, 255),
    list: ['', [], Object.create(null)],
  })
})

test('what is written', () => {
  expect(
    encodePlist({ 'a<b': ['x & y\r', true, 7, 1.5, Uint8Array.of(255, 254), new Date('2026-01-02T03:04:05.678Z')] }),
  ).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}\n<plist version="1.0">` +
      '<dict><key>a&lt;b</key><array><string>x &amp; y&#13;</string><true/><integer>7</integer><real>1.5</real>' +
      '<data>//4=</data><date>2026-01-02T03:04:05Z</date></array></dict></plist>\n',
  )
})

test('a key named __proto__ is a key like any other', () => {
  const value = decodeInner('<dict><key>__proto__</key><dict><key>admin</key><true/></dict></dict>') as object
  expect(Object.keys(value)).toEqual(['__proto__'])
  expect('admin' in value).toBe(false)
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
})

test.each([
  ['malformed', ''],
  ['malformed', '   '],
  ['malformed', '<plist><dict></plist>'],
  ['malformed', '<plist><true/></plist><plist><true/></plist>'],
  ['malformed', '<plist><true/></plist>after'],
  ['malformed', plist('<string>&constructor;</string>')],
  ['malformed', plist('<string>&nbsp;</string>')],
  ['malformed', plist('<string>\u0000</string>')],
  ['malformed', plist('<string>&#0;</string>')],
  ['not-xml', 'bplist00\u0000\u0001'],
  ['not-utf8', '<?xml version="1.0" encoding="UTF-16"?><plist><true/></plist>'],
  ['doctype', '<!DOCTYPE plist [<!ENTITY a "b">]><plist><string>&a;</string></plist>'],
  ['doctype', '<!DOCTYPE plist SYSTEM "file:///etc/passwd" []><plist><true/></plist>'],
  ['doctype', '<!DOCTYPE html><plist><true/></plist>'],
  ['structure', '<dict/>'],
  ['structure', '<plist/>'],
  ['structure', plist('<true/><true/>')],
  ['structure', plist('<plist><true/></plist>')],
  ['structure', plist('<key>a</key>')],
  ['structure', plist('<array><key>a</key></array>')],
  ['structure', plist('<dict><true/></dict>')],
  ['structure', plist('<dict><key>a</key></dict>')],
  ['structure', plist('<dict><key>a</key><key>b</key><true/></dict>')],
  ['structure', plist('<dict><key>a</key>text<true/></dict>')],
  ['structure', plist('<string><b>x</b></string>')],
  ['structure', plist('<string lang="en">x</string>')],
  ['structure', plist('<true>x</true>')],
  ['structure', plist('<set/>')],
  ['duplicate-key', plist('<dict><key>a</key><true/><key>a</key><false/></dict>')],
  ['value', plist('<integer>1.5</integer>')],
  ['value', plist('<integer/>')],
  ['value', plist('<integer>18446744073709551616</integer>')],
  ['value', plist('<real>1,5</real>')],
  ['value', plist('<real>constructor</real>')],
  ['value', plist('<date>2026-02-30T00:00:00Z</date>')],
  ['value', plist('<date>yesterday</date>')],
  ['value', plist('<data>AAE</data>')],
  ['value', plist('<data>AA==AA==</data>')],
  ['value', plist('<data>AB==</data>')],
  ['value', plist('<data>A*==</data>')],
  ['value', plist('<data>é</data>')],
])('refused as %s: %s', (code, text) => {
  expect(codeOf(() => decodePlist(text))).toBe(code)
})

test('limits of size, depth and number, each at its edge', () => {
  const nested = (depth: number) => plist('<array>'.repeat(depth) + '</array>'.repeat(depth))
  const many = (values: number) => plist(`<array>${'<true/>'.repeat(values - 1)}</array>`)
  expect(codeOf(() => decodePlist(nested(32)))).toBe('accepted')
  expect(codeOf(() => decodePlist(nested(33)))).toBe('too-deep')
  expect(codeOf(() => decodePlist(nested(20_000)))).toBe('too-deep')
  expect(codeOf(() => decodePlist(many(50_000)))).toBe('accepted')
  expect(codeOf(() => decodePlist(many(50_001)))).toBe('too-many-values')
  expect(codeOf(() => decodePlist(plist('<true/>'), { ...usualLimits, length: 10 }))).toBe('too-large')
})

test.each([
  ['a lone surrogate', '\ud800'],
  ['a control character', 'a\u0000b'],
  ['one that XML leaves out', '\uffff'],
  ['one in a key', { '\u0001': true }],
  ['no number', NaN],
  ['too great a number', 2n ** 64n],
  ['no date', new Date(NaN)],
  ['a date beyond four digits', new Date('+010000-01-01T00:00:00Z')],
  ['a function', (() => true) as unknown as PlistValue],
])('not written: %s', (_what, value) => {
  expect(codeOf(() => encodePlist(value))).toBe('unencodable')
})

test('not written: a value within itself', () => {
  const value: PlistValue[] = []
  value.push(value)
  expect(codeOf(() => encodePlist(value))).toBe('too-deep')
})

const text = fc.string({ unit: 'binary' }).filter((candidate) => codeOf(() => encodePlist(candidate)) === 'accepted')
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
  fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
  fc.boolean(),
  fc.uint8Array(),
  fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }).map((date) => {
    date.setUTCMilliseconds(0)
    return date
  }),
)
const { value: anyValue } = fc.letrec<{ value: PlistValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5, noNullPrototype: false }),
  ),
}))

test('decode undoes encode', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(plain(decodePlist(encodePlist(value)))).toEqual(plain(value))
    }),
  )
})

test('whatever the text, decoding throws PlistError or nothing', () => {
  const pieces = fc.constantFrom(
    ...['<plist>', '</plist>', '<dict>', '</dict>', '<key>', '</key>', '<array/>', '<data>', '</data>', '<true/>'],
    ...['&lt;', '&#x41;', '&a;', '<!DOCTYPE plist>', '<![CDATA[', ']]>', '<!--', '-->', '<?xml', '?>', '"', '\u0000'],
  )
  const soup = fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 }))).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), soup, soup.map(plist)), (input) => {
      expect(codeOf(() => decodePlist(input))).not.toContain('not a PlistError')
    }),
    { numRuns: 2000 },
  )
})

/** Dicts as Maps, so that prototypes do not count and `__proto__` does. */
function plain(value: PlistValue): unknown {
  if (Array.isArray(value)) return (value as readonly PlistValue[]).map(plain)
  if (typeof value !== 'object' || value instanceof Uint8Array || value instanceof Date) return value
  return new Map(Object.entries(value as Record<string, PlistValue>).map(([key, item]) => [key, plain(item)]))
}

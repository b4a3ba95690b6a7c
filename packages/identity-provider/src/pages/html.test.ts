import { expect, test } from 'vitest'
import fc from 'fast-check'
import { markup, toText, trusted } from './html.ts'

test('gaps are escaped, in text and in attributes', () => {
  expect(toText(markup`<a title="${`"><script>`}">${`Tom & 'Jo'`}</a>`)).toBe(
    '<a title="&quot;&gt;&lt;script&gt;">Tom &amp; &#39;Jo&#39;</a>',
  )
})

test('markup in markup stays, lists are joined, nothing prints nothing', () => {
  const items = [1, 2].map((n) => markup`<li>${n}</li>`)
  expect(toText(markup`<ul>${items}${false}${null}${undefined}</ul>`)).toBe('<ul><li>1</li><li>2</li></ul>')
  expect(toText(markup`${trusted('<svg/>')}`)).toBe('<svg/>')
})

test('no text can open a tag or leave a quoted attribute', () => {
  fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(toText(markup`${text}`))))
})

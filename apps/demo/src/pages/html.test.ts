import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataBlock, html, Markup } from './html.ts'

test('values are escaped, markup is not, null is nothing', () => {
  const page = html`<p title="${'"<&\''}">${new Markup('<b>')}${null}${[html`<i>${1}</i>`]}</p>`
  expect(page.text).toBe('<p title="&#34;&#60;&#38;&#39;"><b><i>1</i></p>')
})

test('a data block can not be left, and reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('', '</script>', '<!--'), (value, trouble) => {
      const { text } = dataBlock('d', [value, trouble])
      const json = text.slice(text.indexOf('>') + 1, -'</script>'.length)
      expect(json).not.toContain('<')
      expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify([value, trouble]))
    }),
  )
})

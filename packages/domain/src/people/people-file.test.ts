import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPeopleFile } from './people-file.ts'

const camille = { email: 'camille@contoso.example', name: 'Camille Dubois', role: 'person' }
const sam = { email: 'sam@contoso.example', name: 'Sam "Sammy" Lee, Jr.', role: 'support' }

test('a table with commas, as RFC 4180 has it', () => {
  const text =
    'email,name,role\r\ncamille@contoso.example,Camille Dubois,\r\nsam@contoso.example,"Sam ""Sammy"" Lee, Jr.",support\r\n'
  expect(readPeopleFile(text)).toEqual({
    people: [
      { line: 2, ...camille },
      { line: 3, ...sam },
    ],
    problems: [],
  })
})

test('as a French spreadsheet writes it: byte order mark, semicolons, other columns, empty lines', () => {
  const text = '\uFEFFName;Phone;EMAIL\n\nCamille Dubois;+33 1;camille@contoso.example\n;;\n'
  expect(readPeopleFile(text)).toEqual({ people: [{ line: 3, ...camille }], problems: [] })
})

test('a cell over two lines counts as two', () => {
  const text = 'email,name,note\ncamille@contoso.example,Camille Dubois,"one\ntwo"\nx,y,z'
  expect(readPeopleFile(text)).toEqual({
    people: [{ line: 2, ...camille }],
    problems: [{ line: 4, problem: 'email-invalid' }],
  })
})

test.each([
  ['', 1, 'no-heading'],
  ['camille@contoso.example,Camille', 1, 'no-heading'],
  ['email,name\ncamille@contoso.example', 2, 'too-few-columns'],
  ['email,name\ncamille,Camille', 2, 'email-invalid'],
  ['email,name\na@contoso.example,"\u202E"', 2, 'name-invalid'],
  ['email,name,role\na@contoso.example,A,king', 2, 'role-unknown'],
  ['email,name\na@contoso.example,A\nA@contoso.example,B', 3, 'email-twice'],
  ['email,name\na@contoso.example,"A\nb@contoso.example,B', 2, 'quote-not-closed'],
])('%j: line %i, %s', (text, line, problem) => {
  expect(readPeopleFile(text).problems).toEqual([{ line, problem }])
})

test('what is written is read the same', () => {
  const name = fc.stringMatching(/^[A-Za-z"’,;é-]{1,20}$/)
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 5 }), fc.constantFrom(',', ';'), (names, separator) => {
      const lines = names.map((one, at) => [`p${at}@contoso.example`, quoted(one)].join(separator))
      const { people, problems } = readPeopleFile([`email${separator}name`, ...lines].join('\r\n'))
      expect(problems).toEqual([])
      expect(people.map((person) => person.name)).toEqual(names)
    }),
  )
})

test('any text at all is read', () => {
  fc.assert(fc.property(fc.string(), (text) => void readPeopleFile(`email,name\n${text}`)))
})

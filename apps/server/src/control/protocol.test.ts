import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readReply, readRequest, writeLine } from './protocol.ts'

test('a request is a command and what it is given', () => {
  expect(readRequest('{"command":"people show","input":{"who":"sam@contoso.example"}}')).toEqual({
    command: 'people show',
    input: { who: 'sam@contoso.example' },
  })
  expect(readRequest('{"command":"doctor"}')).toEqual({ command: 'doctor', input: {} })
})

test.each(['', 'GET / HTTP/1.1', 'null', '[]', '{}', '{"command":1}', '{"command":"doctor","as":"root"}'])(
  '%j is no request',
  (line) => expect(readRequest(line)).toBeNull(),
)

test('what is nested deeper than any command needs is no request', () => {
  expect(readRequest(`{"command":"x","input":${'['.repeat(9)}${']'.repeat(9)}}`)).toBeNull()
})

test.each(['', 'x', '{"ok":1}', '{"ok":false,"code":"no"}'])('%j is no reply', (line) =>
  expect(readReply(line)).toBeNull(),
)

test('what is written is read the same, on one line', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue({ maxDepth: 5 }), (command, input) => {
      const line = writeLine({ command, input })
      expect(line.indexOf('\n')).toBe(line.length - 1)
      expect(readRequest(line)).toEqual(JSON.parse(JSON.stringify({ command, input: input ?? {} })))
      expect(readReply(writeLine({ ok: true, result: input }))).toEqual({
        ok: true,
        result: JSON.parse(JSON.stringify(input)) as unknown,
      })
    }),
  )
})

test('anything may come over the socket', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      readRequest(line)
      readReply(line)
    }),
  )
})

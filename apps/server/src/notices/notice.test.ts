import { createHash } from 'node:crypto'
import { createTestDatabase } from '@latchkey/postgres/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellCredentials } from '../sign-in/tell-credentials.ts'
import { sendNoticeWith } from './notice.ts'
import type { Letter } from './notice.ts'

const issuer = 'https://portal.example/idp'
let opened: Awaited<ReturnType<typeof createTestDatabase>>

beforeAll(async () => {
  opened = await createTestDatabase('embedded')
})
afterAll(() => opened.drop())

async function personWithSession(subject: string, language: 'en' | 'fr') {
  const idHash = createHash('sha256').update(subject).digest()
  return opened.database.transaction(async ({ people, sessions }) => {
    const email = `${subject}@contoso.example`
    const person = await people.add({ issuer, subject, email, name: 'Camille', role: 'person', language })
    const none = { acr: null, amr: [], confirmationId: null, sealedIdToken: null }
    await sessions.start({ idHash, personId: person.id, borrowed: false, authTime: 1, ...none })
    return { person, idHash }
  })
}

test('replaced credentials end every session, and are told in the audit log', async () => {
  const { person, idHash } = await personWithSession('camille', 'en')
  await tellCredentials(opened.database, issuer)({ kind: 'credentials-replaced', subject: 'camille' })
  await opened.database.transaction(async ({ sessions, audit }) => {
    expect(await sessions.live(idHash)).toBeNull()
    const [newest] = await audit.activityOf(person.id, { limit: 1 })
    expect(newest?.what).toBe('credentials-replaced')
  })
})

test('a used recovery code leaves the session, and somebody not known yet is nobody to tell', async () => {
  const { idHash } = await personWithSession('samuel-o', 'en')
  const tell = tellCredentials(opened.database, issuer)
  await tell({ kind: 'recovery-code-used', subject: 'samuel-o', left: 9 })
  await tell({ kind: 'credentials-set', subject: 'nobody-yet' })
  await opened.database.transaction(async ({ sessions }) => expect(await sessions.live(idHash)).not.toBeNull())
})

test.each([
  ['en', 'credentials-replaced', /signed out/],
  ['fr', 'credentials-replaced', /déconnecté/],
  ['fr', 'recovery-code-used', /code de secours/],
  ['en', 'sign-in-refused', /another account/],
] as const)('in %s, %s is told in words, and the subject gives nothing away', async (language, notice, words) => {
  const { person } = await personWithSession(`${language}-${notice}`, language)
  const letters: Letter[] = []
  const send = sendNoticeWith({
    database: opened.database,
    organisation: 'Contoso',
    origin: () => 'https://portal.example',
    send: async (letter) => void letters.push(letter),
  })
  await send({ personId: person.id, notice, requestId: null })
  expect(letters).toHaveLength(1)
  expect(letters[0]?.text).toMatch(words)
  expect(letters[0]?.subject).not.toMatch(/passw|code|compte|account/i)
})

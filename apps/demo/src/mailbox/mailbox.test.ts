import fastify from 'fastify'
import { expect, test } from 'vitest'
import { makeMailbox } from './mailbox.ts'
import { makeMailboxPages } from './routes.ts'

const letter = { to: 'camille@contoso.example', subject: 'One', text: 'Hello', language: 'en' }

test('keeps the newest letters first, at most 200', async () => {
  const mailbox = makeMailbox('Contoso')
  let told = 0
  mailbox.onChange(() => (told += 1))
  for (let i = 1; i <= 201; i++) await mailbox.send({ ...letter, subject: String(i) })
  expect(mailbox.letters()).toHaveLength(200)
  expect(mailbox.letters()[0]).toMatchObject({ ...letter, subject: '201', from: 'Contoso', id: 201 })
  expect(told).toBe(201)
})

test('its page is in the language of the browser', async () => {
  const pages = makeMailboxPages(makeMailbox('Contoso'))
  const app = fastify()
  await app.register(pages.routes)
  const page = await app.inject({ url: '/demo/mailbox', headers: { 'accept-language': 'fr' } })
  expect(page.body).toContain('<title>Courrier · Latchkey</title>')
  pages.close()
  await app.close()
})

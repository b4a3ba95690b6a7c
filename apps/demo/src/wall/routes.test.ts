import fastify from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DemoDevice, Fleet } from '../fleet.ts'
import { makeWall } from './routes.ts'
import { makeTestFleet } from './test-fleet.ts'

let fleet: Fleet
let one: DemoDevice
let wall: ReturnType<typeof makeWall>
let app: ReturnType<typeof fastify>

beforeEach(async () => {
  ;({ fleet, one } = await makeTestFleet())
  wall = makeWall(fleet)
  app = fastify()
  await app.register(wall.routes)
})
afterEach(async () => {
  wall.close()
  await app.close()
  await fleet.close()
})

const gesture = async (payload: object, id = 'one') => {
  const response = await app.inject({ method: 'POST', url: `/demo/api/devices/${id}`, payload })
  return { status: response.statusCode, body: response.json() as unknown }
}

test.each([
  ['en', 'Device wall', 'Enter passcode'],
  ['fr', 'Mur des appareils', 'Saisissez le code'],
])('the page speaks %s, and nothing on it is inline or secret', async (lang, title, text) => {
  const page = await app.inject({ url: `/demo/wall?lang=${lang}` })
  expect(page.body).toContain(`<html lang="${lang}">`)
  expect(page.body).toContain(`<title>${title} · Latchkey</title>`)
  expect(page.body).toContain(text)
  expect(page.body).not.toContain('271828')
  expect(page.body).not.toMatch(/<style|style="|\son\w+=/)
  expect(page.headers['content-security-policy']).toContain("script-src 'self';")
})

test('typing opens it, or does not, and it says which', async () => {
  expect(await gesture({ does: 'type', passcode: '000000' })).toEqual({ status: 200, body: { said: 'wrong' } })
  expect(await gesture({ does: 'type', passcode: '271828' })).toEqual({ status: 200, body: { said: 'open' } })
  expect(one.device.see().locked).toBe(false)
})

test('a new passcode only on an open device; then it locks by that one', async () => {
  expect((await gesture({ does: 'choose', passcode: '123456' })).body).toEqual({ said: 'impossible' })
  await gesture({ does: 'type', passcode: '271828' })
  expect((await gesture({ does: 'choose', passcode: '123456' })).body).toEqual({ said: 'done' })
  await gesture({ does: 'lock' })
  expect(one.device.see()).toMatchObject({ locked: true })
  expect((await gesture({ does: 'type', passcode: '123456' })).body).toEqual({ said: 'open' })
})

test('power and network are switched; a device that is off can not be typed on', async () => {
  await gesture({ does: 'network', on: false })
  expect(one.device.see().network).toBe(false)
  await gesture({ does: 'power', on: false })
  expect(one.device.see().on).toBe(false)
  expect((await gesture({ does: 'type', passcode: '271828' })).body).toEqual({ said: 'impossible' })
})

test('the passcode is told to whoever peeks, and whether it is the forgotten one', async () => {
  expect((await gesture({ does: 'peek' })).body).toEqual({ said: 'passcode', passcode: '271828', forgotten: true })
  await gesture({ does: 'type', passcode: '271828' })
  await gesture({ does: 'choose', passcode: '123456' })
  expect((await gesture({ does: 'peek' })).body).toEqual({ said: 'passcode', passcode: '123456', forgotten: false })
})

test('what is no gesture is refused, and so is a device that is not there', async () => {
  expect((await gesture({ does: 'erase' })).status).toBe(400)
  expect((await gesture({ does: 'lock' }, 'another')).status).toBe(404)
})

test('the stream tells every change, never a passcode, and ends when the wall closes', async () => {
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const response = await fetch(`${origin}/demo/api/events`)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const until = async (text: string) => {
    while (!heard.includes(text)) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: '' }
      if (done) throw new Error(`the stream ended before ${text}`)
      heard += value
    }
  }
  await until('"screen":"locked"')
  one.device.type('271828')
  await until('"screen":"open"')
  expect(heard).not.toContain('271828')
  wall.close()
  expect(await reader?.read()).toEqual({ done: true, value: undefined })
})

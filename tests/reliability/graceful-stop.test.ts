import { Agent, request } from 'node:http'
import type { ClientRequest } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveProcess } from './served-process.ts'

let server: Awaited<ReturnType<typeof serveProcess>>
beforeAll(async () => {
  server = await serveProcess()
})
afterAll(() => server.close())

const body = 'x'.repeat(2_000)

test('told to stop under load, it answers all that runs and ends with 0 within three seconds', async () => {
  const begun = await Promise.all(Array.from({ length: 40 }, beginPut))
  const visitors = Array.from({ length: 10 }, () => visitUntilTheEnd())
  // The load runs before the signal comes.
  await expect.poll(() => visits.answered).toBeGreaterThan(50)

  const told = performance.now()
  server.signal('SIGTERM')
  await expect.poll(() => isReachable()).toBe(false)
  const answers = await Promise.all(begun.map((sent) => finish(sent)))
  await Promise.all(visitors)
  const ended = await server.ended

  // A signature that is none is malformed: answered all the same, each on a connection that then closes.
  expect(answers).toEqual(Array.from({ length: 40 }, () => ({ status: 400, connection: 'close' })))
  expect(visits.cut).toBe(0)
  expect(ended).toMatchObject({ code: 0, signal: null })
  expect(ended.at - told).toBeLessThan(3_000)
  expect(server.complaints()).toBe('')
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow()
})

/** A device's message of which the first half is on its way when the signal comes. */
function beginPut(): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.origin}/apple/mdm`, {
      method: 'PUT',
      agent: new Agent({ keepAlive: true }),
      headers: { 'mdm-signature': 'AAAA', 'content-length': body.length },
    })
    sent.on('error', reject)
    sent.write(body.slice(0, 1_000), () => resolve(sent))
  })
}

function finish(sent: ClientRequest): Promise<{ status: number | undefined; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', (answer) => {
      answer.resume()
      answer.on('end', () => resolve({ status: answer.statusCode, connection: answer.headers.connection }))
    })
    sent.end(body.slice(1_000))
  })
}

const visits = { answered: 0, cut: 0 }

/** Asks again and again on a kept connection, until nobody lets it in any more. */
async function visitUntilTheEnd(): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (;;) if (!(await visit(agent))) return
}

function visit(agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(`${server.origin}/contact`, { agent }, (answer) => {
      answer.resume()
      answer.on('end', () => {
        visits.answered += 1
        resolve(true)
      })
      // An answer that began and did not come to its end.
      answer.on('error', () => {
        visits.cut += 1
        resolve(false)
      })
    })
    sent.on('error', () => resolve(false))
    sent.end()
  })
}

async function isReachable(): Promise<boolean> {
  try {
    await fetch(`${server.origin}/healthz`, { headers: { connection: 'close' } })
    return true
  } catch {
    return false
  }
}

import { expect, test, vi } from 'vitest'
import { createApi } from './api.ts'
import { ProblemError } from './problem-error.ts'

const answering =
  (response: Response | Error): typeof fetch =>
  async () => {
    if (response instanceof Error) throw response
    return response
  }
const problem = (code: string, status: number) =>
  new Response(JSON.stringify({ type: 'about:blank', title: 'No', status, code, reference: 'ABCD' }), { status })

async function refusalOf(response: Response | Error, onSignedOut = () => {}) {
  const error = await createApi(answering(response), onSignedOut)
    .get('/api/devices')
    .catch((caught: unknown) => caught)
  if (!(error instanceof ProblemError)) throw new Error('not refused')
  return { code: error.code, status: error.status, reference: error.reference }
}

test('reads what the server answers', async () => {
  const api = createApi(answering(Response.json({ devices: [] })), () => {})
  expect(await api.get('/api/devices')).toEqual({ devices: [] })
  expect(await createApi(answering(new Response(null, { status: 204 })), () => {}).post('/api/x')).toBeUndefined()
})

test('a refusal keeps its code and its reference', async () => {
  expect(await refusalOf(problem('frozen', 409))).toEqual({ code: 'frozen', status: 409, reference: 'ABCD' })
})

test('hears that the session is over, and only that', async () => {
  const onSignedOut = vi.fn()
  await refusalOf(problem('fresh-sign-in-needed', 401), onSignedOut)
  expect(onSignedOut).not.toHaveBeenCalled()
  await refusalOf(problem('signed-out', 401), onSignedOut)
  expect(onSignedOut).toHaveBeenCalledOnce()
})

test.each([
  ['no network', new TypeError('Failed to fetch'), { code: 'offline', status: 0, reference: '' }],
  [
    'a proxy’s page',
    new Response('<h1>Bad gateway</h1>', { status: 502 }),
    { code: 'broken', status: 502, reference: '' },
  ],
  ['JSON that is no problem', new Response('[]', { status: 500 }), { code: 'broken', status: 500, reference: '' }],
])('%s becomes a problem too', async (_what, response, expected) => {
  expect(await refusalOf(response)).toEqual(expected)
})

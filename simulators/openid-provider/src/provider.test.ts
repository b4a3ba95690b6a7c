import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { startOpenIdProvider } from './index.ts'
import type { OpenIdProvider } from './index.ts'

const callback = 'http://portal.test/auth/callback'
const verifier = 'v'.repeat(43)
let now = 1_800_000_000
let provider: OpenIdProvider

beforeEach(async () => {
  now = 1_800_000_000
  provider = await startOpenIdProvider({
    clientId: 'portal',
    clientSecret: 'made up for this test',
    redirectUris: [callback],
    clock: () => now,
  })
  provider.signInAs({ sub: 'camille', email: 'camille@contoso.example' })
})
afterEach(() => provider.close())

async function authorize(more: Record<string, string> = {}, cookie = '') {
  const query = new URLSearchParams({
    client_id: 'portal',
    redirect_uri: callback,
    state: 's',
    nonce: 'n',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    ...more,
  })
  const answer = await fetch(`${provider.issuer}/authorize?${query.toString()}`, {
    redirect: 'manual',
    headers: { cookie },
  })
  const back = new URL(answer.headers.get('location') ?? 'http://none.test/')
  return { status: answer.status, back, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}

async function redeem(back: URL, codeVerifier = verifier) {
  const answer = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('portal:made%20up%20for%20this%20test')}` },
    body: new URLSearchParams({ code: back.searchParams.get('code') ?? '', code_verifier: codeVerifier }),
  })
  const { id_token: idToken = '' } = (await answer.json()) as { id_token?: string }
  return { status: answer.status, idToken }
}

async function claims(idToken: string) {
  const keys = createRemoteJWKSet(new URL(`${provider.issuer}/jwks`))
  return (await jwtVerify(idToken, keys, { issuer: provider.issuer, audience: 'portal' })).payload
}

test('without a fault a sign-in is right', async () => {
  const { back } = await authorize()
  expect(back.searchParams.get('iss')).toBe(provider.issuer)
  const { idToken } = await redeem(back)
  expect(await claims(idToken)).toMatchObject({ sub: 'camille', nonce: 'n', auth_time: now, acr: 'one', amr: ['pwd'] })
  expect((await redeem(back)).status).toBe(400)
})

test('a session answers silently, but not to prompt=login nor past max_age', async () => {
  const { cookie } = await authorize()
  now += 60
  const authTime = async (more: Record<string, string>) =>
    (await claims((await redeem((await authorize(more, cookie)).back)).idToken))['auth_time']
  expect(await authTime({})).toBe(now - 60)
  expect(await authTime({ max_age: '3600' })).toBe(now - 60)
  expect(await authTime({ max_age: '1' })).toBe(now)
  expect(await authTime({ prompt: 'login' })).toBe(now)
  provider.fail({ silent: true })
  expect(await authTime({ prompt: 'login', max_age: '1' })).toBe(now - 60)
})

test('claims take any value, or are left out', async () => {
  provider.fail({ claims: { auth_time: 'yesterday', acr: null }, absent: ['amr'] })
  const found = await claims((await redeem((await authorize()).back)).idToken)
  expect([found['auth_time'], found['acr'], 'amr' in found]).toEqual(['yesterday', null, false])
})

test.each(['wrong-key', 'bad-kid', 'none', 'hs256'] as const)(
  'a signature that is %s does not verify',
  async (signature) => {
    provider.fail({ signature })
    const { idToken } = await redeem((await authorize()).back)
    await expect(claims(idToken)).rejects.toThrow()
    expect(decodeProtectedHeader(idToken).alg).toBe({ none: 'none', hs256: 'HS256' }[signature as string] ?? 'RS256')
  },
)

test('the response may carry another issuer, none, or an error', async () => {
  provider.fail({ responseIssuer: 'https://evil.example' })
  expect((await authorize()).back.searchParams.get('iss')).toBe('https://evil.example')
  provider.fail({ responseIssuer: null })
  expect((await authorize()).back.searchParams.get('iss')).toBeNull()
  provider.fail({ error: 'access_denied' })
  expect((await authorize()).back.searchParams.get('error')).toBe('access_denied')
})

test('a code is bound to its verifier and works once, unless told otherwise', async () => {
  const { back } = await authorize()
  expect((await redeem(back, 'x'.repeat(43))).status).toBe(400)
  provider.fail({ codeReplay: true, noPkce: true })
  expect([(await redeem(back, 'x')).status, (await redeem(back, 'y')).status]).toEqual([200, 200])
})

test('down cuts the line; a new key replaces the old one; a stranger is turned away', async () => {
  const { idToken } = await redeem((await authorize()).back)
  await provider.rotateKeys()
  await expect(claims(idToken)).rejects.toThrow()
  expect((await authorize({ redirect_uri: 'https://evil.example/' })).status).toBe(400)
  provider.fail({ down: true })
  await expect(fetch(`${provider.issuer}/jwks`)).rejects.toThrow()
})

import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { noFaults } from './faults.ts'
import type { Faults } from './faults.ts'
import { firstSigningKey, newSigningKey, signIdToken } from './id-token.ts'

/** Somebody with an account here; all but `sub` goes into the ID token as it stands. */
export type Account = { readonly sub: string } & Readonly<Record<string, unknown>>

export type OpenIdProviderOptions = {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUris: readonly string[]
  /** 0: any free port of the loopback address. */
  readonly port?: number
  /** Seconds; tells auth_time alone, so that a test may move it. */
  readonly clock?: () => number
}

export type OpenIdProvider = {
  readonly issuer: string
  /** Who signs in at the next page, without being asked. */
  signInAs(account: Account): void
  /** Switches faults on; those not named are off. */
  fail(faults: Partial<Faults>): void
  /** Replaces the signing key. */
  rotateKeys(): Promise<void>
  /** Paths that were asked for, in their order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

type Session = { readonly account: Account; readonly authTime: number }
type Grant = Session & { readonly parameters: URLSearchParams; used: boolean }

const cookie = 'simulated-idp'

/** Starts a foreign OpenID provider on the loopback address: right in everything until told to fail. */
export async function startOpenIdProvider(options: OpenIdProviderOptions): Promise<OpenIdProvider> {
  const clock = options.clock ?? (() => Math.floor(Date.now() / 1000))
  const sessions = new Map<string, Session>()
  const grants = new Map<string, Grant>()
  const asked: string[] = []
  let faults = noFaults
  let key = await firstSigningKey()
  let next: Account = { sub: 'nobody' }
  const server = createServer((req, res) => void answer(req, res))
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    issuer,
    asked,
    signInAs: (account) => void (next = account),
    fail: (switched) => void (faults = { ...noFaults, ...switched }),
    rotateKeys: async () => void (key = await newSigningKey()),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', issuer)
    asked.push(url.pathname)
    if (faults.down) return void req.socket.destroy()
    if (faults.slow > 0) await new Promise((resolve) => setTimeout(resolve, faults.slow))
    if (url.pathname === '/.well-known/openid-configuration') return json(res, 200, discovery())
    if (url.pathname === '/jwks') return json(res, 200, { keys: [key.publicJwk] })
    if (url.pathname === '/authorize') return authorize(req, res, url.searchParams)
    if (url.pathname === '/token' && req.method === 'POST') return token(req, res)
    if (url.pathname === '/logout') return logout(req, res, url.searchParams)
    return json(res, 404, { error: 'not_found' })
  }

  function discovery() {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/logout`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      authorization_response_iss_parameter_supported: true,
    }
  }

  function authorize(req: IncomingMessage, res: ServerResponse, parameters: URLSearchParams): void {
    const redirectUri = parameters.get('redirect_uri') ?? ''
    if (parameters.get('client_id') !== options.clientId || !options.redirectUris.includes(redirectUri))
      return json(res, 400, { error: 'invalid_request' })
    const back = new URL(redirectUri)
    back.searchParams.set('state', parameters.get('state') ?? '')
    if (faults.responseIssuer !== null) back.searchParams.set('iss', faults.responseIssuer ?? issuer)
    if (faults.error !== null) {
      back.searchParams.set('error', faults.error)
      back.searchParams.set('error_description', '<script>alert(1)</script>')
      return redirect(res, back)
    }
    const session = present(req, parameters) ?? { account: next, authTime: clock() }
    const id = randomBytes(16).toString('hex')
    const code = randomBytes(16).toString('hex')
    sessions.set(id, session)
    grants.set(code, { ...session, parameters, used: false })
    back.searchParams.set('code', code)
    res.setHeader('set-cookie', `${cookie}=${id}; Path=/; HttpOnly; SameSite=Lax`)
    redirect(res, back)
  }

  /** The session this browser has, where the request (or a fault) lets it do. */
  function present(req: IncomingMessage, parameters: URLSearchParams): Session | undefined {
    const id = new RegExp(`${cookie}=([0-9a-f]+)`).exec(req.headers.cookie ?? '')?.[1] ?? ''
    const session = sessions.get(id)
    if (session === undefined || faults.silent) return session
    const maxAge = parameters.get('max_age')
    const old = maxAge !== null && clock() - session.authTime >= Number(maxAge)
    return old || (parameters.get('prompt') ?? '').split(' ').includes('login') ? undefined : session
  }

  async function token(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await body(req))
    const basic = `Basic ${btoa(`${encodeURIComponent(options.clientId)}:${encodeURIComponent(options.clientSecret)}`)}`
    if (req.headers.authorization !== basic) return json(res, 401, { error: 'invalid_client' })
    if (faults.tokenError !== null) return json(res, 400, { error: faults.tokenError })
    const grant = grants.get(form.get('code') ?? '')
    if (grant === undefined || (grant.used && !faults.codeReplay)) return json(res, 400, { error: 'invalid_grant' })
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!faults.noPkce && challenge !== grant.parameters.get('code_challenge'))
      return json(res, 400, { error: 'invalid_grant' })
    grant.used = true
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: issuer,
      aud: options.clientId,
      iat: now,
      exp: now + 300,
      nonce: grant.parameters.get('nonce') ?? undefined,
      auth_time: grant.authTime,
      acr: 'one',
      amr: ['pwd'],
      ...grant.account,
      ...faults.claims,
      ...Object.fromEntries(faults.absent.map((name) => [name, undefined])),
    }
    const idToken = await signIdToken(claims, key, options.clientSecret, faults.signature)
    json(res, 200, {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      expires_in: 60,
      id_token: idToken,
    })
  }

  function logout(req: IncomingMessage, res: ServerResponse, parameters: URLSearchParams): void {
    const id = new RegExp(`${cookie}=([0-9a-f]+)`).exec(req.headers.cookie ?? '')?.[1] ?? ''
    sessions.delete(id)
    const to = parameters.get('post_logout_redirect_uri') ?? ''
    if (URL.canParse(to)) return redirect(res, new URL(to))
    json(res, 200, { signed_out: true })
  }
}

async function body(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function redirect(res: ServerResponse, to: URL): void {
  res.writeHead(303, { location: to.href }).end()
}

function json(res: ServerResponse, status: number, value: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(value))
}

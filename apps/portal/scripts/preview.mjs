// Serves the built portal with canned answers, for looking at it: node scripts/preview.mjs [PORT]
// `?as=STATE` on any page chooses the state (kept in a cookie); STATE-borrowed is a borrowed browser.
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { randomBytes } from 'node:crypto'
import { activityOf, deviceOf, devicesOf, notificationsOf, startOf } from './preview-data.mjs'

const dist = join(import.meta.dirname, '../dist')
const types = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

export function preview() {
  return createServer((request, response) => {
    const url = new URL(request.url, 'http://preview')
    const cookies = new URLSearchParams((request.headers.cookie ?? '').replaceAll('; ', '&'))
    const wanted = url.searchParams.get('as')
    if (wanted !== null) {
      url.searchParams.delete('as')
      response.writeHead(302, { location: `${url.pathname}${url.search}`, 'set-cookie': `as=${wanted}; path=/` })
      return response.end()
    }
    const as = cookies.get('as') ?? 'calm'
    const borrowed = as.endsWith('-borrowed')
    const state = as.replace('-borrowed', '')
    if (url.pathname.startsWith('/api/')) return answer(request, response, url, state, borrowed)
    if (url.pathname.startsWith('/assets/')) return asset(response, url)
    page(response, startOf(state, borrowed), cookies.get('lang') ?? 'en', cookies.get('latchkey-theme') ?? 'system')
  })
}

function page(response, start, lang, theme) {
  const nonce = randomBytes(16).toString('base64')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
    .replaceAll('__CSP_NONCE__', nonce)
    .replaceAll('__LANG__', lang)
    .replaceAll('__THEME__', theme)
    .replaceAll('__ORG__', start.organisation.colour)
    .replaceAll('__START__', () => JSON.stringify(start).replaceAll('<', '\\u003c'))
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "connect-src 'self'",
      "require-trusted-types-for 'script'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  })
  response.end(html)
}

function asset(response, url) {
  try {
    const body = readFileSync(join(dist, normalize(url.pathname)))
    response.writeHead(200, { 'content-type': types[extname(url.pathname)] ?? 'application/octet-stream' })
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
}

function answer(request, response, url, state, borrowed) {
  if (url.pathname === '/api/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    return response.write(': hello\n\n')
  }
  const [, , what, deviceId, act] = url.pathname.split('/')
  const body = bodyOf(request.method, what, deviceId, act, state, borrowed)
  if (body === null) {
    response.writeHead(404, { 'content-type': 'application/problem+json' })
    return response.end(
      JSON.stringify({ type: 'about:blank', title: 'x', status: 404, code: 'not-found', reference: 'K7QM-4TPX' }),
    )
  }
  response.writeHead(body === undefined ? 204 : 200, { 'content-type': 'application/json' })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function bodyOf(method, what, deviceId, act, state, borrowed) {
  if (what === 'start') return startOf(state, borrowed)
  if (what === 'session')
    return deviceId === 'extend' ? startOf('calm', borrowed).signedIn : { location: '/signed-out' }
  if (what === 'sign-ins') return { location: '/?as=calm' }
  if (what === 'confirmation') return state === 'out-asked' ? { confirmation: asked() } : { confirmation: null }
  if (what === 'notifications') return notificationsOf()
  if (what === 'activity') return { entries: activityOf() }
  if (what === 'devices' && deviceId === undefined) return { devices: devicesOf(state) }
  if (what !== 'devices') return undefined
  if (act === 'passcode') return { passcode: state === 'temporary' ? '48271935' : '', hideAfterSeconds: 300 }
  if (act === 'confirmations') return { location: '/?as=out' }
  if (act === 'requests') return { request: deviceOf(deviceId, 'waiting').lastReset, joined: false }
  return deviceOf(deviceId, state)
}

function asked() {
  const closesAt = new Date(Date.now() + 4 * 60_000).toISOString()
  return { state: 'asked', act: 'reset-passcode', deviceId: 'x', deviceName: 'Camille’s iPhone', closesAt }
}

if (import.meta.main) {
  const port = Number(process.argv[2] ?? 4173)
  preview().listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}/?as=running`))
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { certificateFolder } from './http/test-tls.ts'

const folder = mkdtempSync(join(tmpdir(), 'latchkey-config-'))
const certificates = certificateFolder()
afterAll(() => {
  rmSync(folder, { recursive: true })
  certificates.remove()
})
const tls = certificates.make('portal.example')
const tlsFiles = { LATCHKEY_TLS_CERT: tls.certificate, LATCHKEY_TLS_KEY: tls.key }

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const missing = join(folder, 'nowhere')
const data = join(folder, 'data')
const base = { LATCHKEY_KEY_FILE: file('key', 'x'), LATCHKEY_DATA: data }
const read = (environment: Record<string, string> = {}) => readConfig({ ...base, ...environment })

test('the key file is enough: everything else has a default', () => {
  expect(read()).toEqual({
    mode: 'real',
    host: '127.0.0.1',
    port: 8080,
    origin: null,
    deviceOrigin: null,
    hosts: [],
    adminListen: { host: '127.0.0.1', port: 9090 },
    tls: null,
    devicePort: null,
    trustedProxies: [],
    proxySocket: null,
    proxySecret: null,
    clientCertificateHeader: null,
    data,
    database: { kind: 'embedded', folder: join(data, 'database') },
    keyFile: join(folder, 'key'),
    organisation: {
      name: 'Latchkey',
      colour: '#0e5a6b',
      logoUrl: null,
      privacyUrl: null,
      contact: { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null },
    },
    provider: { kind: 'embedded' },
    strength: { kind: 'unset' },
    apnsUrl: 'https://api.push.apple.com',
    outboundRoots: null,
    logLevel: 'info',
    roles: ['portal', 'devices', 'jobs'],
    portalFolder: expect.stringMatching(/apps\/portal\/dist$/),
  })
})

const proxySecret = { LATCHKEY_PROXY_SECRET_FILE: file('proxy-secret', `${'s'.repeat(32)}\n`) }

test.each([
  [{ LATCHKEY_PORT: '0' }, { port: 0 }],
  [{ LATCHKEY_PORT: ' 443 ' }, { port: 443 }],
  [{ LATCHKEY_PORT: '' }, { port: 8080 }],
  [{ LATCHKEY_HOST: '::' }, { host: '::' }],
  [{ LATCHKEY_ORIGIN: 'https://Portal.Example.org/' }, { origin: 'https://portal.example.org' }],
  [{ LATCHKEY_ORIGIN: 'http://localhost:8081' }, { origin: 'http://localhost:8081' }],
  [
    { LATCHKEY_HOSTS: 'A.example, b.example:8443,c.example:443' },
    { hosts: ['a.example', 'b.example:8443', 'c.example'] },
  ],
  [{ LATCHKEY_DEVICE_ORIGIN: 'https://mdm.example.org' }, { deviceOrigin: 'https://mdm.example.org' }],
  [{ LATCHKEY_ADMIN_LISTEN: 'off' }, { adminListen: null }],
  [{ LATCHKEY_ADMIN_LISTEN: '[::1]:9191' }, { adminListen: { host: '::1', port: 9191 } }],
  [{ LATCHKEY_LOG: 'debug' }, { logLevel: 'debug' }],
  [{ LATCHKEY_ROLES: 'jobs, devices' }, { roles: ['devices', 'jobs'] }],
  [{ LATCHKEY_APNS_URL: 'https://localhost:2197' }, { apnsUrl: 'https://localhost:2197' }],
])('%j is taken', (environment, expected) => {
  expect(read(environment)).toMatchObject(expected)
})

const oidc = { LATCHKEY_OIDC_CLIENT_ID: 'portal', LATCHKEY_OIDC_CLIENT_SECRET: 's3cret' }

test.each([
  ['LATCHKEY_PORT', { LATCHKEY_PORT: '65536' }],
  ['LATCHKEY_PORT', { LATCHKEY_PORT: '80a' }],
  ['LATCHKEY_PORT', { LATCHKEY_PORT: '-1' }],
  ['LATCHKEY_ORIGIN', { LATCHKEY_ORIGIN: 'portal.example.org' }],
  ['LATCHKEY_ORIGIN', { LATCHKEY_ORIGIN: 'https://portal.example.org/reset' }],
  ['LATCHKEY_ORIGIN', { LATCHKEY_ORIGIN: 'http://portal.example.org' }],
  ['LATCHKEY_ORIGIN', { LATCHKEY_ORIGIN: 'ftp://portal.example.org' }],
  ['LATCHKEY_DEVICE_ORIGIN', { LATCHKEY_DEVICE_ORIGIN: 'https://mdm.example.org/apple' }],
  ['LATCHKEY_HOSTS', { LATCHKEY_HOSTS: 'a.example,https://b.example' }],
  ['LATCHKEY_HOSTS', { LATCHKEY_HOSTS: 'a.example/path' }],
  ['LATCHKEY_DATABASE_URL', { LATCHKEY_DATABASE_URL: 'mysql://localhost/latchkey' }],
  ['LATCHKEY_DATABASE_URL_FILE', { LATCHKEY_DATABASE_URL_FILE: missing }],
  ['LATCHKEY_DATABASE_URL_FILE', { LATCHKEY_DATABASE_URL_FILE: file('empty', '\n') }],
  ['LATCHKEY_DATABASE_LISTEN_URL', { LATCHKEY_DATABASE_LISTEN_URL: 'postgresql:///a' }],
  ['LATCHKEY_DATABASE_LISTEN_URL', { LATCHKEY_DATABASE_URL: 'postgresql:///a', LATCHKEY_DATABASE_LISTEN_URL: 'b' }],
  ['LATCHKEY_KEY_FILE', { LATCHKEY_KEY_FILE: '' }],
  ['LATCHKEY_KEY_FILE', { LATCHKEY_KEY_FILE: missing }],
  ['LATCHKEY_KEY_FILE', { LATCHKEY_KEY_FILE: join(data, 'key') }],
  ['LATCHKEY_CONFIG', { LATCHKEY_CONFIG: missing }],
  ['LATCHKEY_CONFIG', { LATCHKEY_CONFIG: file('broken.yaml', 'organisation: [') }],
  ['LATCHKEY_CONFIG', { LATCHKEY_CONFIG: file('colour.yaml', 'organisation: { colour: red }') }],
  ['LATCHKEY_CONFIG', { LATCHKEY_CONFIG: file('typo.yaml', 'strenght: { kind: one-factor }') }],
  ['LATCHKEY_OIDC_ISSUER', { ...oidc, LATCHKEY_OIDC_ISSUER: 'login.example.org' }],
  ['LATCHKEY_OIDC_ISSUER', { ...oidc, LATCHKEY_OIDC_ISSUER: 'http://login.example.org' }],
  ['LATCHKEY_OIDC_ISSUER', { ...oidc }],
  ['LATCHKEY_OIDC_CLIENT_SECRET', { LATCHKEY_OIDC_ISSUER: 'https://login.example.org', LATCHKEY_OIDC_CLIENT_ID: 'a' }],
  ['LATCHKEY_OIDC_CLIENT_SECRET_FILE', { ...oidc, LATCHKEY_OIDC_CLIENT_SECRET_FILE: base.LATCHKEY_KEY_FILE }],
  ['LATCHKEY_APNS_URL', { LATCHKEY_APNS_URL: 'http://api.push.apple.com' }],
  ['LATCHKEY_OUTBOUND_CA', { LATCHKEY_OUTBOUND_CA: missing }],
  ['LATCHKEY_OUTBOUND_CA', { LATCHKEY_OUTBOUND_CA: base.LATCHKEY_KEY_FILE }],
  ['LATCHKEY_TLS_CERT', { LATCHKEY_TLS_KEY: tls.key }],
  ['LATCHKEY_TLS_KEY', { LATCHKEY_TLS_CERT: tls.certificate }],
  ['LATCHKEY_TLS_CERT', { LATCHKEY_TLS_CERT: missing, LATCHKEY_TLS_KEY: tls.key }],
  ['LATCHKEY_TLS_KEY', { LATCHKEY_TLS_CERT: tls.certificate, LATCHKEY_TLS_KEY: base.LATCHKEY_KEY_FILE }],
  ['LATCHKEY_DEVICE_PORT', { LATCHKEY_DEVICE_PORT: '8443' }],
  ['LATCHKEY_DEVICE_PORT', { ...tlsFiles, LATCHKEY_DEVICE_PORT: 'https' }],
  ['LATCHKEY_PROXY_SECRET_FILE', { LATCHKEY_TRUSTED_PROXIES: '127.0.0.1' }],
  ['LATCHKEY_PROXY_SECRET_FILE', { LATCHKEY_TRUSTED_PROXIES: '/run/latchkey/http.sock,172.17.0.1' }],
  ['LATCHKEY_PROXY_SECRET_FILE', { LATCHKEY_TRUSTED_PROXIES: '203.0.113.7' }],
  ['LATCHKEY_PROXY_SECRET_FILE', { LATCHKEY_PROXY_SECRET_FILE: file('short', 'x'.repeat(31)) }],
  ['LATCHKEY_PROXY_SECRET_FILE', { LATCHKEY_PROXY_SECRET_FILE: missing }],
  ['LATCHKEY_TRUSTED_PROXIES', { ...proxySecret, LATCHKEY_TRUSTED_PROXIES: 'proxy.example' }],
  ['LATCHKEY_TRUSTED_PROXIES', { ...proxySecret, LATCHKEY_TRUSTED_PROXIES: '0.0.0.0/0' }],
  ['LATCHKEY_TRUSTED_PROXIES', { ...proxySecret, LATCHKEY_TRUSTED_PROXIES: '10.0.0.0/33' }],
  ['LATCHKEY_TRUSTED_PROXIES', { LATCHKEY_TRUSTED_PROXIES: '/run/a.sock,/run/b.sock' }],
  ['LATCHKEY_CLIENT_CERT_HEADER', { LATCHKEY_CLIENT_CERT_HEADER: 'Client-Cert' }],
  ['LATCHKEY_CLIENT_CERT_HEADER', { LATCHKEY_TRUSTED_PROXIES: '/run/a.sock', LATCHKEY_CLIENT_CERT_HEADER: 'a: b' }],
  ['LATCHKEY_ADMIN_LISTEN', { LATCHKEY_ADMIN_LISTEN: '9090' }],
  ['LATCHKEY_ADMIN_LISTEN', { LATCHKEY_ADMIN_LISTEN: '127.0.0.1:90900' }],
  ['LATCHKEY_ADMIN_LISTEN', { LATCHKEY_ADMIN_LISTEN: 'none' }],
  ['LATCHKEY_DEVICE_PORT', { ...tlsFiles, LATCHKEY_DEVICE_PORT: '8443', LATCHKEY_ROLES: 'portal' }],
  ['LATCHKEY_LOG', { LATCHKEY_LOG: 'verbose' }],
  ['LATCHKEY_ROLES', { LATCHKEY_ROLES: 'portal,web' }],
])('a wrong %s stops the start with a sentence that names it: %j', (name, environment) => {
  expect(() => read(environment)).toThrow(ConfigError)
  expect(() => read(environment)).toThrow(name)
})

test('each secret may come as a file, and none prints', () => {
  const { database, provider } = read({
    LATCHKEY_DATABASE_URL_FILE: file('url', 'postgresql://latchkey:hush1@db/latchkey\n'),
    LATCHKEY_DATABASE_LISTEN_URL_FILE: file('listen', 'postgres://latchkey:hush2@db/latchkey\n'),
    LATCHKEY_OIDC_ISSUER: 'https://login.example.org/',
    LATCHKEY_OIDC_CLIENT_ID: 'portal',
    LATCHKEY_OIDC_CLIENT_SECRET_FILE: file('secret', 'hush3\n'),
  })
  if (database.kind !== 'postgres' || provider.kind !== 'foreign') throw new Error('other kinds were asked for')
  expect(database.url.reveal()).toBe('postgresql://latchkey:hush1@db/latchkey')
  expect(database.listenUrl?.reveal()).toBe('postgres://latchkey:hush2@db/latchkey')
  expect(provider.clientSecret.reveal()).toBe('hush3')
  expect(JSON.stringify({ database, provider })).not.toContain('hush')
})

test('a database address that is refused is not quoted: it may hold a password', () => {
  expect(() => read({ LATCHKEY_DATABASE_URL: 'postgres:hush@db' })).toThrow(
    /^LATCHKEY_DATABASE_URL must begin with \S+$/,
  )
})

test('further roots are taken as they are', () => {
  expect(read({ LATCHKEY_OUTBOUND_CA: tls.certificate }).outboundRoots).toBe(tls.cert)
})

test('a certificate with its key is served, with a port for devices beside it', () => {
  expect(read({ ...tlsFiles, LATCHKEY_DEVICE_PORT: '8443' })).toMatchObject({
    tls: { certificate: tls.certificate, key: tls.key },
    devicePort: 8443,
  })
})

test('a proxy is trusted at an address with a secret, or through a Unix socket', () => {
  const config = read({
    ...proxySecret,
    LATCHKEY_TRUSTED_PROXIES: '/run/latchkey/http.sock, 10.0.0.7, fd00::/8',
    LATCHKEY_CLIENT_CERT_HEADER: 'Client-Cert',
  })
  expect(config).toMatchObject({
    trustedProxies: ['10.0.0.7', 'fd00::/8'],
    proxySocket: '/run/latchkey/http.sock',
    clientCertificateHeader: 'client-cert',
  })
  expect(config.proxySecret?.reveal()).toBe('s'.repeat(32))
})

test('the file beside the data, or the one that is named, says how the organisation looks', () => {
  const yaml = 'organisation: { name: Contoso, colour: "#AA0000" }\nstrength: { kind: amr, required: [otp] }\n'
  expect(read({ LATCHKEY_CONFIG: file('latchkey.yaml', yaml) })).toMatchObject({
    organisation: { name: 'Contoso', colour: '#aa0000', privacyUrl: null },
    strength: { kind: 'amr', required: ['otp'] },
  })
})

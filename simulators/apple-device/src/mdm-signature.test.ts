import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signBody } from './mdm-signature.ts'
import { issueCertificate, type Issued } from './test-certificate.ts'

let folder: string
let issued: Issued

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mdm-signature-'))
  issued = await issueCertificate()
  writeFileSync(join(folder, 'root.pem'), issued.rootPem)
})
afterAll(() => rmSync(folder, { recursive: true }))

const body = Buffer.from('<plist><dict>\n\t<key>Status</key>\r\n\t<string>Idle</string></dict></plist>\n')

/** What an independent reader says: the content when chain and signature hold. Throws otherwise. */
function verifyByOpenssl(signature: string, content: Uint8Array): Buffer {
  writeFileSync(join(folder, 'signature'), Buffer.from(signature, 'base64'))
  writeFileSync(join(folder, 'body'), content)
  const at = (name: string) => join(folder, name)
  const options = ['-inform', 'DER', '-in', at('signature'), '-content', at('body'), '-binary', '-purpose', 'any']
  return execFileSync('openssl', ['cms', '-verify', ...options, '-CAfile', at('root.pem')], { stdio: 'pipe' })
}

test.each(['ber-sha1', 'der-sha256'] as const)('openssl verifies a signature in the style %s', (style) => {
  expect(verifyByOpenssl(signBody(body, issued, style), body).equals(body)).toBe(true)
})

test.each(['ber-sha1', 'der-sha256'] as const)('one changed byte breaks a signature in the style %s', (style) => {
  const changed = Buffer.from(body)
  changed[10] = 0x41
  expect(() => verifyByOpenssl(signBody(body, issued, style), changed)).toThrow()
})

test('as iOS does it: indefinite lengths, SHA-1, no signed attributes, the certificate inside, about 1.6 kB', () => {
  const bytes = Buffer.from(signBody(body, issued), 'base64')
  expect(bytes.subarray(0, 2).toString('hex')).toBe('3080')
  expect(bytes.includes(Buffer.from('06052b0e03021a', 'hex'))).toBe(true)
  expect(bytes.includes(Buffer.from('06092a864886f70d010904', 'hex')), 'messageDigest attribute').toBe(false)
  expect(bytes.includes(Buffer.from(issued.certificate))).toBe(true)
  expect(bytes.length).toBeGreaterThan(1000)
  expect(bytes.length).toBeLessThan(2500)
})

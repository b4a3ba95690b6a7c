import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestIdentity } from './identity.ts'

/** For tests: signs as a device does, by OpenSSL, an implementation that is not ours. DER bytes. */
export function opensslSign(body: Uint8Array, signers: readonly TestIdentity[], ...options: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-cms-'))
  try {
    const names = signers.flatMap((signer, index) => {
      const certificate = join(folder, `${index}.pem`)
      const key = join(folder, `${index}.key`)
      writeFileSync(certificate, pem(signer.certificate))
      writeFileSync(key, signer.key.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
      return ['-signer', certificate, '-inkey', key]
    })
    writeFileSync(join(folder, 'body'), body)
    const args = ['cms', '-sign', '-binary', '-outform', 'DER', '-in', join(folder, 'body'), ...names, ...options]
    return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** For tests: `opensslSign` as the header is sent. */
export function opensslHeader(body: Uint8Array, signer: TestIdentity, ...options: readonly string[]): string {
  return opensslSign(body, [signer], ...options).toString('base64')
}

export function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

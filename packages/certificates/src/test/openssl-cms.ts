import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * For tests: runs OpenSSL, an implementation that is not ours, on files in a folder of its own; an argument that is
 * the name of a file becomes its path. Throws where OpenSSL refuses.
 */
export function openssl(args: readonly string[], files: Readonly<Record<string, Uint8Array | string>>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-openssl-'))
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, { mode: 0o600 })
    const found = args.map((argument) => (argument in files ? join(folder, argument) : argument))
    return execFileSync('openssl', found, { stdio: ['ignore', 'pipe', 'ignore'] })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

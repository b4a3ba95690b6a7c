import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import type { RequestOptions } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TlsFiles } from './tls-pair.ts'

/** For tests: a folder with self-signed certificates for localhost, made by OpenSSL. */
export function certificateFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-tls-'))
  return {
    path: (name: string) => join(folder, name),
    make(name: string, days = 90): TlsFiles & { readonly cert: string; readonly pem: string } {
      const files = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) }
      const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
      const named = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost']
      const to = ['-keyout', files.key, '-out', files.certificate, '-days', String(days)]
      execFileSync('openssl', ['req', '-x509', ...curve, ...named, ...to], { stdio: 'ignore' })
      return { ...files, cert: readFileSync(files.certificate, 'utf8'), pem: readFileSync(files.key, 'utf8') }
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

export type Answered = {
  readonly status: number
  readonly body: string
  /** Common name of the certificate that answered. */
  readonly name: string
}

/** For tests: one request on a connection of its own. */
export function ask(options: RequestOptions, body = ''): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', rejectUnauthorized: false, agent: false, ...options }, (answer) => {
      const name = String((answer.socket as TLSSocket).getPeerCertificate().subject.CN)
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8'), name })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

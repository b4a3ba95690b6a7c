import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

export type TlsFiles = { readonly certificate: string; readonly key: string }

/** A certificate chain and its key, PEM, read at one moment. */
export type TlsPair = { readonly cert: string; readonly key: string; readonly expires: Date }

/** A file of the pair can't be used; the message names it and says why, and quotes nothing of it. */
export class TlsPairError extends Error {
  readonly code = 'tls-pair'
}

/** Reads a certificate and its key, and checks that they belong together. Throws `TlsPairError`. */
export function readTlsPair(files: TlsFiles): TlsPair {
  const cert = readText(files.certificate)
  const key = readText(files.key)
  const leaf = parsed(files.certificate, 'a certificate in PEM', () => new X509Certificate(cert))
  const privateKey = parsed(files.key, 'a private key in PEM without a passphrase', () => createPrivateKey(key))
  if (!leaf.checkPrivateKey(privateKey)) {
    throw new TlsPairError(`${files.key} is not the key of the first certificate in ${files.certificate}`)
  }
  return { cert, key, expires: leaf.validToDate }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new TlsPairError(`${path} can't be read`, { cause })
  }
}

function parsed<T>(path: string, what: string, parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    throw new TlsPairError(`${path} does not hold ${what}`, { cause })
  }
}

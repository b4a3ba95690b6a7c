import type { IncomingMessage } from 'node:http'

const longestForm = 8 * 1024

/** A form that can't be taken: `status` is what to answer with. */
export class FormError extends Error {
  readonly code = 'form-unreadable'
  readonly status: 413 | 415

  constructor(status: 413 | 415) {
    super('the form is too long, or not a form')
    this.status = status
  }
}

/** Reads a posted form of at most 8 KiB; a field given twice counts once, the first. Throws `FormError`. */
export async function readForm(req: IncomingMessage): Promise<ReadonlyMap<string, string>> {
  const [type = ''] = (req.headers['content-type'] ?? '').split(';')
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') throw new FormError(415)
  if (Number(req.headers['content-length'] ?? 0) > longestForm) throw new FormError(413)
  const chunks: Buffer[] = []
  let length = 0
  // The stream is not destroyed when it is too long: the answer must still go out on its socket.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > longestForm) throw new FormError(413)
    chunks.push(bytes)
  }
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
    if (!fields.has(name)) fields.set(name, value)
  return fields
}

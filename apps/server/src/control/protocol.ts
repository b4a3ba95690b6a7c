/*
 * What goes over the control socket: one line of JSON each way, one request a connection, then the server closes.
 * Who may connect is the operating system's to say: the socket and its folder are their owner's alone.
 */

/** Longest request line, in bytes. */
export const longestRequest = 64 * 1024
/** How long a client may take to say what it wants, in milliseconds. */
export const patienceToHear = 5_000
/** How long a client waits for the answer, in milliseconds. */
export const patienceToAnswer = 60_000

export type ControlRequest = { readonly command: string; readonly input: unknown }

export type ControlReply =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string }

const nesting = 8

/** Reads a request line; null when it is none. */
export function readRequest(line: string): ControlRequest | null {
  const value = readJson(line)
  if (!isRecord(value) || !isShallow(value, nesting)) return null
  const { command, input, ...rest } = value
  return typeof command === 'string' && Object.keys(rest).length === 0 ? { command, input: input ?? {} } : null
}

/** Reads a reply line; null when it is none. */
export function readReply(line: string): ControlReply | null {
  const value = readJson(line)
  if (!isRecord(value)) return null
  const { ok, result, code, message } = value
  if (ok === true) return { ok, result }
  return ok === false && typeof code === 'string' && typeof message === 'string' ? { ok, code, message } : null
}

/** One message as it goes over the socket. */
export function writeLine(message: ControlRequest | ControlReply): string {
  return `${JSON.stringify(message)}\n`
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1))
}

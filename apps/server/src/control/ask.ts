import { connect } from 'node:net'
import { longestRequest, patienceToAnswer, readReply, writeLine } from './protocol.ts'
import type { ControlRequest } from './protocol.ts'
import { Misused, Refused } from './refused.ts'

/** Asks the server behind this control socket. Throws `Refused` with its reason, or `Misused`. */
export async function ask(path: string, request: ControlRequest, patience = patienceToAnswer): Promise<unknown> {
  const line = writeLine(request)
  if (Buffer.byteLength(line) > longestRequest) throw new Refused('too-long', 'That is too much for one command.')
  const answer = await exchange(path, line, patience)
  if (answer === '') throw new Refused('not-ready', 'Latchkey is starting or stopping: try again in a moment.')
  const reply = readReply(answer)
  if (reply === null) throw new Refused('not-understood', 'The server’s answer can’t be read: is it another version?')
  if (reply.ok) return reply.result
  throw reply.code === 'misused' ? new Misused(reply.message) : new Refused(reply.code, reply.message)
}

/** Does a server answer at this socket? */
export function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function exchange(path: string, line: string, patience: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(path, () => socket.write(line))
    socket.setTimeout(patience, () => {
      socket.destroy()
      reject(new Refused('no-answer', `The server has not answered within ${patience / 1000} seconds: see its log.`))
    })
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')))
    socket.on('error', (error: NodeJS.ErrnoException) => reject(unreachable(path, error)))
  })
}

function unreachable(path: string, cause: NodeJS.ErrnoException): Refused {
  if (cause.code === 'EACCES') {
    return new Refused(
      'not-allowed',
      `Only the user that runs Latchkey may open ${path}: use sudo -u with that user.`,
      { cause },
    )
  }
  return new Refused('not-running', `No Latchkey answers at ${path}. Start it with npm run serve.`, { cause })
}

import type { Socket } from 'node:net'
import { longestRequest, patienceToHear, readRequest, writeLine } from './protocol.ts'
import type { ControlReply, ControlRequest } from './protocol.ts'

/** Takes one request from a connection, answers it, and closes. Too long, too slow or not JSON: closed without an answer. */
export function hear(socket: Socket, answer: (request: ControlRequest) => Promise<ControlReply>): void {
  const chunks: Buffer[] = []
  let length = 0
  const tooLate = setTimeout(() => socket.destroy(), patienceToHear)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => clearTimeout(tooLate))
  socket.on('data', take)

  function take(chunk: Buffer): void {
    const end = chunk.indexOf('\n')
    chunks.push(end === -1 ? chunk : chunk.subarray(0, end))
    length += chunk.length
    if (length > longestRequest) return void socket.destroy()
    if (end === -1) return
    clearTimeout(tooLate)
    socket.off('data', take)
    socket.resume()
    const request = readRequest(Buffer.concat(chunks).toString('utf8'))
    if (request === null) return void socket.destroy()
    void answer(request).then((reply) => socket.end(writeLine(reply)))
  }
}

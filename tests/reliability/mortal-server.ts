import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const victim = fileURLToPath(new URL('./victim.ts', import.meta.url))

export type MortalServer = {
  /** Starts it (again) on the same port; resolves when it answers. */
  start(): Promise<void>
  /** From now on it dies at its n-th boundary. */
  arm(boundary: number): Promise<void>
  /** It dies no more; false when it was dying already. */
  disarm(): Promise<boolean>
  alive(): boolean
  /** The boundary at which it last died; null when it was not killed. */
  diedAt(): string | null
  stop(): Promise<void>
}

/** A server process that can be killed at a chosen boundary, and started again. */
export function mortalServer(order: object): MortalServer {
  let child: ChildProcess | null = null
  let died: string | null = null

  const alive = () => child !== null && child.exitCode === null && child.signalCode === null
  const next = (key: string) =>
    new Promise<void>((resolve, reject) => {
      const present = child
      const heard = (message: Record<string, unknown>) => {
        if (!(key in message)) return
        present?.off('message', heard)
        resolve()
      }
      present?.on('message', heard)
      present?.once('exit', () => reject(new Error(`the server ended before it was ${key}`)))
    })

  return {
    async start() {
      died = null
      child = fork(victim, [JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
      child.stdout?.on('data', (name: Buffer) => {
        died = name.toString('utf8')
      })
      await next('ready')
    },
    async arm(boundary) {
      const armed = next('armed')
      child?.send({ arm: boundary })
      await armed
    },
    async disarm() {
      if (!alive()) return false
      const armed = next('armed')
      // It may die before it hears this: the callback takes the error that a closed channel gives.
      child?.send({ arm: Number.MAX_SAFE_INTEGER }, () => undefined)
      return armed.then(
        () => true,
        () => false,
      )
    },
    alive,
    diedAt: () => died,
    async stop() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child?.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

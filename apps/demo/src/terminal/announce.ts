import { rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { people } from '../seed/people.ts'
import type { Demo } from '../start-demo.ts'

/** Says that it runs, and how to come in. The password goes to a terminal, else to a file that only its owner can read. */
export async function announce(demo: Demo, write: (text: string) => void, isTerminal: boolean): Promise<void> {
  const passwordFile = join(demo.data, 'demo-password')
  await rm(passwordFile, { force: true })
  if (!isTerminal) await writeFile(passwordFile, `${demo.password}\n`, { mode: 0o600 })
  const rows = [
    ['Device wall', `${demo.origin}/demo/wall`],
    ['Mailbox', `${demo.origin}/demo/mailbox`],
    ['Accounts', people.map(({ email }) => email).join('\n')],
    ['Password', isTerminal ? `${demo.password}   (all four; new at each start)` : `in ${near(passwordFile)}`],
    ['To begin', 'Camille forgot the passcode of her iPhone: sign in as camille, reset it, and watch the wall.'],
    ['To stop', 'Ctrl+C'],
  ] as const
  write(`Latchkey is ready at ${demo.origin}\n\n${rows.map(([name, value]) => row(name, value)).join('\n')}\n\n`)
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(13)}${value.replaceAll('\n', `\n${' '.repeat(15)}`)}`
}

function near(path: string): string {
  const short = relative(process.cwd(), path)
  return short.startsWith('..') ? path : short
}

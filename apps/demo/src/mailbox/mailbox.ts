/** A letter as the server hands it over. */
type Sent = { readonly to: string; readonly subject: string; readonly text: string; readonly language: string }

export type Letter = Sent & { readonly id: number; readonly from: string; readonly at: string }

/** Where the demo's letters end: in memory, the newest first. */
export type Mailbox = {
  readonly send: (letter: Sent) => Promise<void>
  readonly letters: () => readonly Letter[]
  readonly onChange: (heard: () => void) => void
}

const mostLetters = 200

export function makeMailbox(from: string): Mailbox {
  const listeners = new Set<() => void>()
  let letters: readonly Letter[] = []
  let count = 0
  return {
    letters: () => letters,
    onChange: (heard) => listeners.add(heard),
    async send({ to, subject, text, language }) {
      count += 1
      const letter = { id: count, from, to, subject, text, language, at: new Date().toISOString() }
      letters = [letter, ...letters].slice(0, mostLetters)
      for (const heard of listeners) heard()
    },
  }
}

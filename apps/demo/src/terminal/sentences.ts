import type { Step } from '../start-demo.ts'

/** A quiet line for each step that may take a moment; null where there is nothing to wait for. */
export function progressLine(step: Step, first: boolean, movedTo = ''): string | null {
  if (step === 'set-aside') {
    return `What was made for another address, or never finished, is kept as ${movedTo}; making all anew`
  }
  if (!first) return step === 'database' ? 'Opening the database' : null
  switch (step) {
    case 'folder':
      return null
    case 'database':
      return 'First start: making the database'
    case 'people':
      return 'Inviting Camille and Sam'
    case 'devices':
      return 'Enrolling two iPhones and an iPad'
  }
}

/** Why it could not start, and what helps. */
export function failureSentence(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'port-taken') {
    const next = port === 65_535 ? 8080 : port + 1
    return `Port ${String(port)} is taken, by another program or by a Latchkey that runs already. With a data folder of its own another port works as well: LATCHKEY_DATA=./data/another LATCHKEY_PORT=${String(next)} npm start`
  }
  if (code === 'port-forbidden') {
    return `This user may not listen on port ${String(port)}. A higher one works: LATCHKEY_PORT=8080 npm start`
  }
  const message = error instanceof Error ? error.message : String(error)
  if (code === 'database-stamped-otherwise') {
    return `${message}. Name another folder for the demo: LATCHKEY_DATA=./data/another npm start`
  }
  return message
}

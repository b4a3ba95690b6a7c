import { benchPortal } from './portal.ts'
import { benchReset } from './reset.ts'
import { benchStart } from './start.ts'

/* `npm run bench [-- NAME --json]`: measures, never judges. The last line is one JSON object. */

const benches: Readonly<Record<string, () => Promise<Readonly<Record<string, number>>>>> = {
  portal: benchPortal,
  start: benchStart,
  reset: benchReset,
}

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const quiet = process.argv.includes('--json')
const unknown = asked.filter((name) => !(name in benches))

if (unknown.length > 0) {
  process.stderr.write(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`)
  process.exitCode = 2
} else {
  let figures: Record<string, number> = {}
  for (const [name, bench] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const measured = await bench()
    figures = { ...figures, ...measured }
    if (!quiet) for (const [figure, value] of Object.entries(measured)) process.stdout.write(`${figure}: ${value}\n`)
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

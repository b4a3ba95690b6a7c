import { existsSync, realpathSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { Stop } from './stop.mjs'

/** Where npm's own program is: the npm that runs this script, else the one on PATH. */
export function npmProgram(env = process.env) {
  const candidates = [
    env.npm_execpath,
    ...(env.PATH ?? '').split(delimiter).flatMap(npmIn),
    ...npmIn(dirname(process.execPath)),
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
  ]
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue
    const program = realpathSync(candidate)
    if (basename(program) === 'npm-cli.js') return program
  }
  throw new Stop('npm was not found. Install Node 24 with npm from https://nodejs.org and run the command again.')
}

function npmIn(folder) {
  return [join(folder, 'npm'), join(folder, 'node_modules/npm/bin/npm-cli.js')]
}

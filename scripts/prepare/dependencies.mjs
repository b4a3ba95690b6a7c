import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmProgram } from './npm.mjs'
import { runStage } from './run-stage.mjs'

/** Whether node_modules is what the lock file says, for this platform and this major version of Node. */
export function dependenciesMatch(root, node) {
  const stamp = join(root, 'node_modules/.latchkey-lock')
  const wanted = stampOf(root, node)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true
  // A developer's own `npm install` moves lock file and folder together: then there is nothing to do either.
  if (!installedByNpm(root)) return false
  writeFileSync(stamp, wanted)
  return true
}

/** Installs what the lock file says, with npm run by `node`. No package's install script is run: none is needed. */
export async function installDependencies(root, node) {
  await runStage('Installing dependencies', [node, npmProgram(), 'ci', ...quietly], {
    cwd: root,
    advice: 'Is the npm registry reachable, and the disk not full? Then run the command again.',
  })
  writeFileSync(join(root, 'node_modules/.latchkey-lock'), stampOf(root, node))
}

const quietly = [
  '--ignore-scripts',
  '--include=dev',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--loglevel=error',
]

function stampOf(root, node) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  // The running Node tells its own version; a fetched one has it in its path.
  const major = node === process.execPath ? process.versions.node : node.match(/node-(\d+\.\d+\.\d+)/)?.[1]
  return `${lock} ${process.platform}-${process.arch} node ${Number.parseInt(major, 10)}\n`
}

/** Compares npm's own record of what it put into node_modules with the lock file. */
function installedByNpm(root) {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return (
    Object.entries(installed).every(([path, entry]) => isSame(entry, locked[path]) && isForHere(entry)) &&
    Object.entries(locked).every(([path, entry]) => installed[path] || mayBeAbsent(path, entry))
  )
}

function isSame(installed, locked) {
  return locked?.version === installed.version && locked.integrity === installed.integrity
}

function mayBeAbsent(path, entry) {
  return !path.includes('node_modules/') || entry.optional || entry.peer || entry.devOptional || !isForHere(entry)
}

function isForHere({ os, cpu }) {
  return allows(os, process.platform) && allows(cpu, process.arch)
}

function allows(list, name) {
  if (!list) return true
  return list.includes(name) || (list.every((item) => item.startsWith('!')) && !list.includes(`!${name}`))
}

// Makes a checkout ready for a command: node scripts/prepare.mjs start|serve|test|bench|latchkey
// Plain JavaScript for Node 20 and newer, nothing but node: imports: it runs before anything is installed.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dependenciesMatch, installDependencies } from './prepare/dependencies.mjs'
import { holdLock } from './prepare/hold-lock.mjs'
import { fetchNode, findNode } from './prepare/node.mjs'
import { buildPortal, portalIsBuilt } from './prepare/portal.mjs'
import { endOnStop, Stop } from './prepare/stop.mjs'
import { ensureTestTools } from './prepare/test-tools.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const command = process.argv[2] ?? 'start'
const needsPortal = command !== 'latchkey'

await endOnStop(async () => {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new Stop(`Latchkey needs Node 20 or newer; this is ${process.versions.node}. See https://nodejs.org`)
  }
  if (command === 'test') await ensureTestTools()
  if (!isReady()) await holdLock(join(root, '.cache/prepare.lock'), makeReady)
})

function isReady() {
  const node = findNode(root)
  return node !== undefined && dependenciesMatch(root, node) && (!needsPortal || portalIsBuilt(root))
}

async function makeReady() {
  removeLeftovers()
  const node = await fetchNode(root)
  if (!dependenciesMatch(root, node)) await installDependencies(root, node)
  if (needsPortal && !portalIsBuilt(root)) await buildPortal(root, node)
}

/** What an interrupted start left behind: whoever holds the lock is the only one at work here. */
function removeLeftovers() {
  const cache = join(root, '.cache')
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    if (/^(node-fetch|portal)-\d/.test(name)) rmSync(join(cache, name), { recursive: true, force: true })
  }
}

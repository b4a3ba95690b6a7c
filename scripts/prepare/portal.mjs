import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runStage } from './run-stage.mjs'

const sources = ['apps/portal', 'packages/portal-api', 'packages/look', 'package-lock.json']
const notSources = /(^|\/)(dist|node_modules)$|\.test\.tsx?$/

/** Whether apps/portal/dist was built from the sources as they are now; true where there is no portal to build. */
export function portalIsBuilt(root) {
  if (!existsSync(join(root, 'apps/portal/index.html'))) return true
  const mark = join(root, markFile)
  return existsSync(mark) && readFileSync(mark, 'utf8') === hashOfSources(root)
}

/** Builds the portal beside the one in use, then changes places by renaming. */
export async function buildPortal(root, node) {
  const hash = hashOfSources(root)
  const fresh = join(root, '.cache', `portal-${process.pid}`)
  const old = `${fresh}-old`
  const dist = join(root, 'apps/portal/dist')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  try {
    await runStage(
      'Building the portal',
      [node, vite, 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'],
      {
        cwd: join(root, 'apps/portal'),
        env: { ...process.env, NODE_ENV: 'production' },
        advice: 'The lines above say where. If nobody changed the portal, delete node_modules and run it again.',
      },
    )
    writeFileSync(join(fresh, '.sources'), hash)
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(fresh, dist)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
  }
}

const markFile = 'apps/portal/dist/.sources'

function hashOfSources(root) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => filesUnder(root, source))) {
    const bytes = readFileSync(join(root, path))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

function filesUnder(root, path) {
  if (notSources.test(path)) return []
  let entries
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    if (error.code === 'ENOENT') return []
    throw error
  }
  return entries
    .map((entry) => ({ path: `${path}/${entry.name}`, isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((entry) =>
      entry.isFolder ? filesUnder(root, entry.path) : notSources.test(entry.path) ? [] : [entry.path],
    )
}

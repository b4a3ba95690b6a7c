// How many bytes of script the browser needs until Devices is usable: node scripts/measure.mjs [--json]
// Reads dist/.vite/manifest.json; counts the entry and all it imports statically, one catalogue, and the flag.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = join(import.meta.dirname, '../dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const roots = ['index.html', 'src/locales/fr.po', 'src/features/notifications/flag.tsx']

const needed = new Set()
function need(key) {
  const chunk = manifest[key]
  if (chunk === undefined) throw new Error(`The manifest has no ${key}: build first`)
  if (needed.has(chunk.file)) return
  needed.add(chunk.file)
  for (const next of chunk.imports ?? []) need(next)
}
for (const root of roots) need(root)

const sizes = [...needed].map((file) => ({ file, gzip: gzipSync(readFileSync(join(dist, file))).length }))
const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0)
const limit = 150_000
if (process.argv.includes('--json')) console.log(JSON.stringify({ total, limit, sizes }))
else {
  for (const { file, gzip } of sizes) console.log(`${String(gzip).padStart(8)}  ${file}`)
  console.log(`${String(total).padStart(8)}  in all, of ${limit} allowed`)
}
process.exitCode = total <= limit ? 0 : 1

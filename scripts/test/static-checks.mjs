import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const atOnce = 2

/**
 * Types, lint and format of the whole project, two programs at a time.
 * Resolves to the names of the checks that failed, their output having been shown.
 */
export async function runStaticChecks(root) {
  mkdirSync(join(root, '.cache/tsc'), { recursive: true })
  const waiting = [lint(root), format(root), ...programs(root).map((config) => types(root, config))]
  const failed = []
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { ok, output } = await run(root, check)
      if (ok) continue
      failed.push(check.name)
      console.log(`\n${check.name} failed:\n${output.trimEnd()}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return failed
}

function lint(root) {
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', '.cache/eslint/']
  return {
    name: 'Lint',
    args: [join(root, 'node_modules/eslint/bin/eslint.js'), '.', '--max-warnings', '0', ...cache],
  }
}

function format(root) {
  const cache = ['--cache', '--cache-location', '.cache/prettier']
  return {
    name: 'Format',
    args: [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--check', '.', '--log-level', 'warn', ...cache],
  }
}

function types(root, config) {
  const build = join(root, '.cache/tsc', `${config.replaceAll('/', '-')}.tsbuildinfo`)
  const options = ['-p', config, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', build]
  return { name: `Types of ${config}`, args: [join(root, 'node_modules/typescript/bin/tsc'), ...options] }
}

/** Every tsconfig of a room that has TypeScript in it. */
function programs(root) {
  const rooms = ['apps', 'packages', 'simulators'].flatMap((shelf) =>
    readdirSync(join(root, shelf), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${shelf}/${entry.name}`),
  )
  return [...rooms.filter((room) => hasTypeScript(join(root, room, 'src'))), 'tests', 'scripts'].flatMap((room) =>
    readdirSync(join(root, room))
      .filter((name) => /^tsconfig.*\.json$/.test(name))
      .map((name) => `${room}/${name}`),
  )
}

function hasTypeScript(folder) {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((path) => /\.tsx?$/.test(path))
}

function run(root, { args }) {
  return new Promise((settle) => {
    const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      settle({ ok: error === null, output: `${stdout}${stderr}` })
    })
  })
}

import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { npmProgram } from './npm.mjs'
import { runStage } from './run-stage.mjs'
import { Stop } from './stop.mjs'

const needed = 24
const install = 'Install Node 24 from https://nodejs.org (or with your package manager) and run the command again.'

/** The path of a Node that is new enough, or undefined where one must be fetched first. */
export function findNode(root) {
  if (Number.parseInt(process.versions.node, 10) >= needed) return process.execPath
  const build = pinnedBuild(root)
  const binary = build && binaryOf(root, build)
  return binary && existsSync(binary) ? binary : undefined
}

/** Fetches the pinned Node from npm into .cache and returns its path; the binary runs only after its hash matched. */
export async function fetchNode(root) {
  const present = findNode(root)
  if (present) return present
  const running = `This is Node ${process.versions.node}; Latchkey runs on Node ${needed} or newer`
  const build = pinnedBuild(root)
  if (!build) throw new Stop(`${running}, and has no pinned build for ${platform}. ${install}`)
  if (isMusl()) throw new Stop(`${running}, and the builds on npm need glibc. ${install}`)

  const work = join(root, '.cache', `node-fetch-${process.pid}`)
  try {
    mkdirSync(work, { recursive: true })
    writeFileSync(join(work, 'package.json'), '{ "private": true }\n')
    const what = `${build.package}@${build.version}`
    await runStage(
      `Fetching Node ${build.version} (npm ${what}; this is Node ${process.versions.node})`,
      [process.execPath, npmProgram(), 'install', what, '--prefix', work, ...quietly],
      { cwd: work, advice: `Is the npm registry reachable? Otherwise: ${install}` },
    )
    const fetched = join(work, 'node_modules', build.package, build.binary)
    const found = await sha256(fetched)
    if (found !== build.sha256) {
      throw new Stop(
        `The Node that npm delivered (${what}) is not the one this project was tested with, so it was not run.\n` +
          `SHA-256 expected ${build.sha256}\n        found    ${found}\n${install}`,
      )
    }
    return keep(fetched, binaryOf(root, build))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const platform = `${process.platform}-${process.arch}`
const quietly = ['--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error']

function pinnedBuild(root) {
  return JSON.parse(readFileSync(join(root, 'scripts/node-runtime.json'), 'utf8')).builds[platform]
}

function binaryOf(root, build) {
  return join(root, '.cache', `node-${build.version}`, platform, build.binary)
}

function keep(fetched, binary) {
  mkdirSync(dirname(binary), { recursive: true })
  renameSync(fetched, binary)
  return binary
}

async function sha256(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function isMusl() {
  return process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime
}

import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runStage } from './run-stage.mjs'
import { Stop } from './stop.mjs'

const oldestPostgres = 15

/** The programs that the tests need and that npm does not bring; undefined where one is missing. */
export function findTestTools(env = process.env) {
  return { chromium: findChromium(env), postgres: findPostgres(env), openssl: onPath('openssl', env) }
}

/** Installs what is missing from Debian's packages where that is allowed, else stops with the command that does. */
export async function ensureTestTools() {
  const missing = missingTools()
  if (missing.length === 0) return
  const names = missing.map((tool) => told[tool]).join(', ')
  const prefix = aptPrefix()
  if (!prefix) throw new Stop(`The tests need ${names}. Install with:\n\n  ${commandFor(missing)}\n`)
  const packages = missing.flatMap((tool) => debian[tool])
  const advice = `Install it yourself with:\n\n  ${commandFor(missing)}\n`
  const env = { ...process.env, ...debianSettings }
  const aptGet = [...prefix, 'apt-get', '-q', '-y']
  await runStage("Reading Debian's package lists (apt-get update)", [...aptGet, 'update'], { env, advice })
  await runStage(
    `Installing Debian's packages ${packages.join(', ')}`,
    [...aptGet, 'install', '--no-install-recommends', ...packages],
    { env, advice },
  )
  const still = missingTools()
  if (still.length > 0) {
    throw new Stop(
      `After installing ${packages.join(', ')}, ${still.map((tool) => told[tool]).join(', ')} is not there.`,
    )
  }
}

const told = {
  chromium: 'Chromium (or CHROMIUM_PATH)',
  postgres: `the programs of PostgreSQL ${oldestPostgres} or newer (or PG_BIN, their folder)`,
  openssl: 'openssl',
}
const debian = { chromium: ['chromium', 'fonts-liberation'], postgres: ['postgresql'], openssl: ['openssl'] }
const homebrew = { chromium: ['chromium'], postgres: ['postgresql@17'], openssl: ['openssl'] }

function missingTools() {
  return Object.entries(findTestTools()).flatMap(([tool, path]) => (path ? [] : [tool]))
}

function commandFor(tools) {
  if (process.platform === 'darwin') return `brew install ${tools.flatMap((tool) => homebrew[tool]).join(' ')}`
  const packages = tools.flatMap((tool) => debian[tool]).join(' ')
  return `sudo apt-get update && sudo apt-get install -y ${packages}`
}

/** No questions; and the services in these packages are not started: the tests start programs of their own. */
const debianSettings = { DEBIAN_FRONTEND: 'noninteractive', SYSTEMD_OFFLINE: '1', RUNLEVEL: '1' }

/** What stands before apt-get for it to work here, or undefined where it may not. */
function aptPrefix() {
  if (!onPath('apt-get')) return undefined
  if (process.getuid?.() === 0) return []
  return onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? ['sudo', '-n', ...Object.entries(debianSettings).map(([name, value]) => `${name}=${value}`)]
    : undefined
}

function findChromium(env) {
  if (env.CHROMIUM_PATH) return isProgram(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const applications = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  return names.map((name) => onPath(name, env)).find(Boolean) ?? applications.find(isProgram)
}

/** The folder with initdb and postgres, newest version first. */
function findPostgres(env) {
  if (env.PG_BIN) return isPostgres(env.PG_BIN) ? env.PG_BIN : undefined
  const debianFolders = versionFolders('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`)
  const brewFolders = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
    [19, 18, 17, 16, 15].map((version) => `${folder}/postgresql@${version}/bin`),
  )
  const pathFolders = (env.PATH ?? '').split(delimiter)
  return [...debianFolders, ...brewFolders, ...pathFolders].find(isPostgres)
}

function versionFolders(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => Number(b) - Number(a))
}

function isPostgres(folder) {
  if (!isProgram(join(folder, 'postgres')) || !isProgram(join(folder, 'initdb'))) return false
  const version = /\/(\d+)\/bin$/.exec(folder)?.[1] ?? versionOf(join(folder, 'postgres'))
  return Number(version) >= oldestPostgres
}

function versionOf(postgres) {
  return /(\d+)/.exec(spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]
}

function onPath(name, env = process.env) {
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram)
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

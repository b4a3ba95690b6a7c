import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const heartbeat = 5_000
const abandonedAfter = 60_000

/**
 * Runs `act` while this process alone holds `file`, so that two starts at once do not prepare the same folder.
 * A lock whose process is gone, or which has not been touched for a minute, is taken over.
 */
export async function holdLock(file, act) {
  mkdirSync(dirname(file), { recursive: true })
  for (let told = false; !take(file); await wait(200)) {
    if (dropAbandoned(file)) continue
    if (!told) process.stderr.write('Another start is preparing this folder; waiting for it.\n')
    told = true
  }
  const touching = setInterval(() => utimesSync(file, new Date(), new Date()), heartbeat)
  const drop = () => rmSync(file, { force: true })
  process.once('exit', drop)
  try {
    return await act()
  } finally {
    clearInterval(touching)
    process.off('exit', drop)
    drop()
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function dropAbandoned(file) {
  try {
    const age = Date.now() - statSync(file).mtimeMs
    const owner = Number(readFileSync(file, 'utf8'))
    // An empty file is one that is just being written.
    if (age < abandonedAfter && (owner === 0 || isRunning(owner))) return false
    // Of several that see the same abandoned lock, one wins the rename.
    const aside = `${file}.${process.pid}`
    renameSync(file, aside)
    rmSync(aside, { force: true })
    return true
  } catch (error) {
    if (error.code === 'ENOENT') return true
    throw error
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

import { X509Certificate } from 'node:crypto'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { ControlParts } from '../parts.ts'
import { fail, ok, warn } from './check.ts'
import type { Check } from './check.ts'
import { judgeAuthority, judgeDrift, judgeJobs, judgeNotices, judgeStrength, judgeUnsent } from './judge.ts'
import { reach } from './reach.ts'

/** What is looked at on a running server. */
export function checksOf({ database, house, config, deviceCa }: ControlParts): readonly Check[] {
  return [
    { name: 'database', look: () => lookAtDatabase(database) },
    { name: 'clocks', look: async () => judgeDrift(new Date(), await database.clock()) },
    { name: 'portal', look: () => lookAtPortal(config.portalFolder) },
    { name: 'notices', look: async () => judgeNotices(house.noticesWork) },
    { name: 'sign-in', look: async () => judgeStrength(house.strength) },
    {
      name: 'device authority',
      look: async () => judgeAuthority(new X509Certificate(deviceCa).validToDate, new Date()),
    },
    { name: 'Apple push', look: () => reach(config.apnsUrl) },
    {
      name: 'jobs',
      look: async () => judgeJobs(await database.waitingJobs(), await database.clock(), config.roles.includes('jobs')),
    },
    {
      name: 'requests',
      look: () =>
        database.transaction(async (stores) => judgeUnsent(await stores.requests.unsent(), await stores.now())),
    },
  ]
}

async function lookAtDatabase(database: ControlParts['database']) {
  const pending = await database.pendingMigrations()
  if (pending.length > 0) return fail(`not at this version (${pending.join(', ')}).`, 'Stop the server, run migrate.')
  return database.kind === 'postgres'
    ? ok('PostgreSQL answers, at this version.')
    : warn('the embedded one: for a demo or a trial.', 'Use PostgreSQL for real devices: LATCHKEY_DATABASE_URL.')
}

async function lookAtPortal(folder: string) {
  const built = await access(join(folder, 'index.html')).then(
    () => true,
    () => false,
  )
  return built
    ? ok('built.')
    : fail('not built, so nobody sees a page.', 'Start the server by npm run serve, which builds it.')
}

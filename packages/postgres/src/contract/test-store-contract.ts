import { afterAll, beforeAll, describe } from 'vitest'
import type { TestDatabase } from '../test/test-kit.ts'
import { checkInContract } from './test-check-ins.ts'
import { deviceContract } from './test-devices.ts'
import { effectContract } from './test-effects.ts'
import { enrolmentContract } from './test-enrolments.ts'
import { jobContract } from './test-jobs.ts'
import { migrationContract } from './test-migrations.ts'
import { newsContract } from './test-news.ts'
import { peopleContract } from './test-people.ts'
import { providerContract } from './test-provider.ts'
import { requestContract } from './test-requests.ts'
import { secondFactorContract } from './test-second-factors.ts'
import { signInContract } from './test-sign-ins.ts'
import { transactionContract } from './test-transactions.ts'
import type { Given } from './test-world.ts'

/** What every database must do: the same tests, whatever engine `open` gives. */
export function storeContract(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let test: TestDatabase
    beforeAll(async () => {
      test = await open()
    }, 60_000)
    afterAll(() => test.drop())
    const given = (): Given => ({ test, db: test.database })
    describe('migrations', () => migrationContract(open))
    describe('transactions', () => transactionContract(given))
    describe('people', () => peopleContract(given))
    describe('devices', () => deviceContract(given))
    describe('enrolments', () => enrolmentContract(given))
    describe('sign-ins', () => signInContract(given))
    describe('requests', () => requestContract(given))
    describe('effects', () => effectContract(given))
    describe('check-ins', () => checkInContract(given))
    describe('news', () => newsContract(given))
    describe('the embedded provider', () => providerContract(given))
    describe('second factors', () => secondFactorContract(given))
    describe('jobs', () => jobContract(given))
  })
}

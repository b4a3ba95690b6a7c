import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launch } from './browser.ts'
import { watch } from './visitor.ts'
import { openWorld } from './world.ts'
import type { Enrolled, World, WorldOptions } from './world.ts'

export type Stage = {
  readonly world: World
  /** A browser that nobody has used, with one page; closed after the test, which fails on anything it complained of. */
  visit(options?: BrowserContextOptions): Promise<Page>
  /** A person of this test's own. */
  person(name?: string): Promise<Somebody>
  /** A person of this test's own, with a locked iPhone. */
  holder(name?: string): Promise<Holder>
  /** Moves the clock of rules ahead, for the tests that follow too: time that goes back would be another story. */
  moveClock(milliseconds: number): Promise<void>
}
export type Somebody = { readonly id: string; readonly email: string }
export type Holder = Somebody & Enrolled

/** One browser and one world for all tests of a suite; each test brings people and phones of its own. */
export function onStage(options: WorldOptions): Stage {
  let world: World | null = null
  let browser: Browser | null = null
  let people = 0
  let ahead = 0
  beforeAll(async () => {
    ;[world, browser] = await Promise.all([openWorld(options), launch()])
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const stage: Stage = {
    get world() {
      if (world === null) throw new Error('the world is not open yet')
      return world
    },
    async visit(contextOptions = {}) {
      if (browser === null) throw new Error('the browser is not open yet')
      const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...contextOptions })
      context.setDefaultTimeout(15_000)
      watch(context, stage.world.logged)
      return context.newPage()
    },
    async person(name = 'Camille Moreau') {
      people += 1
      const email = `${name.split(' ', 1)[0]?.toLowerCase() ?? 'person'}-${people}@contoso.example`
      return { email, id: await stage.world.addPerson(email, name) }
    },
    async holder(name) {
      const person = await stage.person(name)
      return { ...person, ...(await stage.world.addApple(person.email, 'iPhone 13', 'Camille’s iPhone', '271828')) }
    },
    async moveClock(milliseconds) {
      ahead += milliseconds
      await stage.world.shiftClock(ahead)
    },
  }
  return stage
}

import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule, Vitest } from 'vitest/node'

/** What a run came to. `failed` counts failing tests, files that could not be loaded, skipped tests and stray errors. */
export type Tally = { readonly passed: number; readonly failed: number }

/**
 * Makes a skipped or unfinished test a failure, and writes the tally to the file named by LATCHKEY_TEST_TALLY.
 * A name filter (`-t`) skips by intention, so it is let through.
 */
export function closingReporter(): Reporter {
  let filtered = false
  return {
    onInit(vitest: Vitest) {
      filtered = vitest.config.testNamePattern !== undefined
    },
    onTestRunEnd(modules, strayErrors) {
      const skipped = filtered ? [] : modules.flatMap(skippedTests)
      for (const name of skipped) console.error(`Skipped, so failed: ${name}`)
      const tally: Tally = {
        passed: count(modules, 'passed'),
        failed:
          count(modules, 'failed') +
          skipped.length +
          modules.filter((module) => module.errors().length > 0).length +
          strayErrors.length,
      }
      if (tally.failed > 0) process.exitCode = 1
      const file = process.env['LATCHKEY_TEST_TALLY']
      if (file) writeFileSync(file, JSON.stringify(tally))
    },
  }
}

function count(modules: readonly TestModule[], state: 'passed' | 'failed'): number {
  return modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0)
}

function skippedTests(module: TestModule): string[] {
  return [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId} > ${test.fullName}`)
}

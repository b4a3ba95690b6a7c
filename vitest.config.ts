import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { closingReporter } from './scripts/vitest/closing-reporter.ts'

const root = import.meta.dirname
const wire = resolve(root, process.env['LATCHKEY_TEST_WIRE'] || '../shared/wire')
if (process.env['LATCHKEY_TEST_WIRE'] && !existsSync(wire))
  throw new Error(`LATCHKEY_TEST_WIRE names no folder: ${wire}`)
const never = ['**/node_modules/**', '**/dist/**', '**/.cache/**', 'tests/bench/**']

const unit = project('unit', {
  include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'simulators/**/*.test.ts', 'scripts/**/*.test.ts'],
  exclude: [...never, 'apps/portal/src/**/*.test.tsx'],
})

// The portal's own Vite configuration brings the macros of its catalogues.
const portalConfig = './apps/portal/vite.config.ts'
const portal: TestProjectInlineConfiguration = {
  ...project('portal', {
    dir: resolve(root, 'apps/portal/src'),
    include: ['**/*.test.tsx'],
    environment: 'happy-dom',
    testTimeout: 15_000,
  }),
  extends: existsSync(resolve(root, portalConfig)) ? portalConfig : true,
}

// Each journey brings a server, a browser and a database: two at a time, after everything else.
const journeys = project('journeys', {
  include: ['tests/journeys/**/*.test.ts', 'tests/reliability/**/*.test.ts'],
  maxWorkers: 2,
  sequence: { groupOrder: 1 },
  testTimeout: 60_000,
  hookTimeout: 90_000,
})

const conformance = project('conformance', {
  include: ['tests/conformance/**/*.test.ts'],
  env: { LATCHKEY_TEST_WIRE: wire },
  testTimeout: 30_000,
})

// What needs more than `npm test` may ask a machine for; .ci/run installs it and asks for these.
const guards = project('guards', { include: ['tests/guards/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 90_000 })

const architecture = project('architecture', { include: ['tests/architecture/**/*.test.ts'], testTimeout: 60_000 })

export default defineConfig({
  test: {
    projects: [
      unit,
      portal,
      journeys,
      ...(existsSync(wire) ? [conformance] : []),
      architecture,
      ...(process.env['LATCHKEY_TEST_GUARDS'] ? [guards] : []),
    ],
    reporters: [process.env['LATCHKEY_TEST_TALLY'] ? 'dot' : 'default', closingReporter()],
    allowOnly: false,
    teardownTimeout: 10_000,
  },
})

function project(
  name: string,
  test: NonNullable<TestProjectInlineConfiguration['test']>,
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: { name, root, exclude: never, allowOnly: false, testTimeout: 10_000, hookTimeout: 30_000, ...test },
  }
}

#!/usr/bin/env node
// The `latchkey` command. Plain JavaScript for Node 20 and newer: on an older Node than 24 it goes on in that one.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const { env, argv } = process

if (Number.parseInt(process.versions.node, 10) < 24) {
  const runner = fileURLToPath(new URL('../../../scripts/node24.mjs', import.meta.url))
  const line = [runner, 'apps/server/bin/latchkey.mjs', ...argv.slice(2)]
  process.exitCode = spawnSync(process.execPath, line, { stdio: 'inherit' }).status ?? 1
} else {
  const { runCommand } = await import('../src/control/run-command.ts')
  process.exitCode = await runCommand(argv.slice(2), {
    environment: env,
    folder: process.cwd(),
    // npm runs scripts in the project's folder, and tells where it was called.
    filesIn: env.npm_lifecycle_event === 'latchkey' && env.INIT_CWD ? env.INIT_CWD : process.cwd(),
    openDatabase: async (config) => {
      const [{ openDatabase }, { createLog }] = await Promise.all([
        import('../src/compose.ts'),
        import('../src/log.ts'),
      ])
      return openDatabase(config, createLog('silent'))
    },
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}

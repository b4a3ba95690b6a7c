#!/usr/bin/env node
// The `latchkey` command. Plain JavaScript for Node 20 and newer: on an older Node than 24 it goes on in that one.
if (Number.parseInt(process.versions.node, 10) < 24) {
  process.argv.splice(2, 0, 'apps/server/bin/latchkey.mjs')
  await import('../../../scripts/node24.mjs')
} else {
  const { runCommand } = await import('../src/control/run-command.ts')
  const { env, argv } = process
  process.exitCode = await runCommand(argv.slice(2), {
    environment: env,
    // npm runs scripts in the project's folder, and tells where it was called.
    folder: process.cwd(),
    filesIn: env.npm_lifecycle_event === 'latchkey' && env.INIT_CWD ? env.INIT_CWD : process.cwd(),
    openDatabase: async (config) => {
      const [{ openDatabase }, { createLog }] = await Promise.all([import('../src/compose.ts'), import('../src/log.ts')])
      return openDatabase(config, createLog('silent'))
    },
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}

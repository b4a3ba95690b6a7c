// Types, lint and format, without the tests: npm run check
import { fileURLToPath } from 'node:url'
import { runStaticChecks } from './test/static-checks.mjs'

const failed = await runStaticChecks(fileURLToPath(new URL('..', import.meta.url)))
console.log(failed.length === 0 ? 'Types, lint and format are in order.' : `\nFailed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

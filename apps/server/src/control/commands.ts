import type { Command } from './command.ts'
import { keyNew } from './commands/key-new.ts'
import { migrate } from './commands/migrate.ts'
import { policyShow } from './commands/policy-show.ts'
import { version } from './commands/version.ts'

/** Every command, in the order that help lists them. */
export const commands: readonly Command[] = [policyShow, version, keyNew, migrate]

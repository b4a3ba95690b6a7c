import type { Command } from './command.ts'
import { keyNew } from './commands/key-new.ts'
import { migrate } from './commands/migrate.ts'
import { peopleAdd } from './commands/people-add.ts'
import { peopleDisable } from './commands/people-disable.ts'
import { peopleEnable } from './commands/people-enable.ts'
import { peopleList } from './commands/people-list.ts'
import { peopleRole } from './commands/people-role.ts'
import { peopleShow } from './commands/people-show.ts'
import { policyShow } from './commands/policy-show.ts'
import { version } from './commands/version.ts'

/** Every command, in the order that help lists them. */
export const commands: readonly Command[] = [
  peopleAdd,
  peopleList,
  peopleShow,
  peopleDisable,
  peopleEnable,
  peopleRole,
  policyShow,
  keyNew,
  migrate,
  version,
]

import type { Command } from './command.ts'
import { doctor } from './commands/doctor.ts'
import { devicesFound } from './commands/devices-found.ts'
import { devicesList } from './commands/devices-list.ts'
import { devicesLost } from './commands/devices-lost.ts'
import { devicesShow } from './commands/devices-show.ts'
import { devicesTransfer } from './commands/devices-transfer.ts'
import { keyNew } from './commands/key-new.ts'
import { migrate } from './commands/migrate.ts'
import { peopleAdd } from './commands/people-add.ts'
import { peopleDisable } from './commands/people-disable.ts'
import { peopleEnable } from './commands/people-enable.ts'
import { peopleImport } from './commands/people-import.ts'
import { peopleLink } from './commands/people-link.ts'
import { peopleList } from './commands/people-list.ts'
import { peopleRole } from './commands/people-role.ts'
import { peopleShow } from './commands/people-show.ts'
import { policyShow } from './commands/policy-show.ts'
import { requests } from './commands/requests.ts'
import { version } from './commands/version.ts'

/** Every command, in the order that help lists them. */
export const commands: readonly Command[] = [
  doctor,
  peopleAdd,
  peopleLink,
  peopleList,
  peopleShow,
  peopleDisable,
  peopleEnable,
  peopleRole,
  peopleImport,
  devicesList,
  devicesShow,
  devicesTransfer,
  devicesLost,
  devicesFound,
  requests,
  policyShow,
  keyNew,
  migrate,
  version,
]

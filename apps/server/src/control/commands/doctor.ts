import { z } from 'zod'
import { serveWith } from '../command.ts'
import type { Command } from '../command.ts'
import { examine, printFindings, somethingFails } from '../doctor/check.ts'
import type { Checked } from '../doctor/check.ts'
import { examineOffline } from '../doctor/offline.ts'
import { checksOf } from '../doctor/running.ts'

export const doctor: Command = {
  name: 'doctor',
  says: 'Looks at everything that a server needs, and says what to do about what is amiss.',
  words: [],
  options: { offline: { says: 'look at what a server would start with; none need run' } },
  async run({ offline }, shell) {
    const found = offline ? await examineOffline(shell) : ((await shell.ask('doctor', {})) as readonly Checked[])
    return { json: { checks: found }, text: printFindings(found), failed: somethingFails(found) }
  },
  serve: serveWith({ input: z.strictObject({}), act: (parts) => examine(checksOf(parts)) }),
}

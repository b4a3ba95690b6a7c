import { acts } from '@latchkey/domain'
import type { Act, Ownership, PolicyCell } from '@latchkey/domain'
import { z } from 'zod'
import { overSocket } from '../command.ts'
import { table } from '../table.ts'

type Row = { readonly act: Act } & Readonly<Record<Ownership, PolicyCell>>

export const policyShow = overSocket(
  { name: 'policy show', says: 'Tells what the policy in force says of each act.' },
  {
    input: z.strictObject({}),
    act: ({ database }) =>
      database.transaction(async ({ policy }) => {
        const rows: Row[] = []
        for (const act of acts) {
          rows.push({
            act,
            personal: await policy.cell(act, 'personal'),
            corporate: await policy.cell(act, 'corporate'),
          })
        }
        return { policy: rows }
      }),
    print: ({ policy }) =>
      table(
        ['act', 'personal devices', 'corporate devices'],
        policy.map(({ act, personal, corporate }) => [act, inWords(personal), inWords(corporate)]),
      ),
  },
)

function inWords({ verdict, holdMinutes }: PolicyCell): string {
  return verdict === 'off' || holdMinutes === 0 ? verdict : `${verdict}, held ${holdMinutes} min`
}

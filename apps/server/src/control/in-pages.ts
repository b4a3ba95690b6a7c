import { z } from 'zod'
import type { Command } from './command.ts'
import { checked, serveWith } from './command.ts'
import type { ControlParts } from './parts.ts'

/** How much one answer of the server holds. */
export const pageSize = 200

type Listing<Filter, Item> = {
  readonly name: string
  readonly says: string
  readonly options: Command['options']
  readonly filter: z.ZodType<Filter>
  /** Those that come after the item with the id `after`, `pageSize` at most. */
  readonly page: (parts: ControlParts, filter: Filter, after: string | null) => Promise<readonly Item[]>
  readonly print: (items: readonly Item[]) => string
}

/** A list of any length: the command asks for one page after the other, so that neither end holds more than it must. */
export function inPages<Filter, Item extends { readonly id: string }>(listing: Listing<Filter, Item>): Command {
  const { name, says, options, filter, page, print } = listing
  const input = z.strictObject({ filter, after: z.string().max(100).nullable() })
  return {
    name,
    says,
    words: [],
    options,
    async run(typed, shell) {
      const all: Item[] = []
      const asked = checked(filter, typed, options)
      for (let more = true; more;) {
        const items = (await shell.ask(name, { filter: asked, after: all.at(-1)?.id ?? null })) as readonly Item[]
        all.push(...items)
        more = items.length === pageSize
      }
      return { json: all, text: print(all) }
    },
    serve: serveWith({ input, act: (parts, { filter: by, after }) => page(parts, by, after) }),
  }
}

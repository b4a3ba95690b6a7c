import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readPeopleFile } from '@latchkey/domain'
import type { FileProblem, Person } from '@latchkey/domain'
import { z } from 'zod'
import { serveWith } from '../command.ts'
import type { Command } from '../command.ts'
import { Email, PersonName, RoleName } from '../input.ts'
import type { ControlParts, Operator } from '../parts.ts'
import { record } from '../record.ts'
import { Refused } from '../refused.ts'
import { table } from '../table.ts'

/** Largest file, in bytes: more than 100,000 people. */
const largestFile = 16 * 1024 * 1024
/** How many people one request carries. */
const batch = 100

const Batch = z.strictObject({
  apply: z.boolean(),
  people: z.array(z.strictObject({ email: Email, name: PersonName, role: RoleName })).max(batch),
})
type Batch = z.infer<typeof Batch>

/** `there`: somebody has the address, and stays as they are; `there-with-another-role` is for whoever reads the list. */
type Found = 'new' | 'there' | 'there-with-another-role'

const name = 'people import'

export const peopleImport: Command = {
  name,
  says: 'Invites everybody in a table (CSV: email,name,role). Tells what it would do; --apply does it.',
  words: ['FILE'],
  options: { apply: { says: 'do it: whoever is here already stays as they are' } },
  async run(typed, { filesIn, ask }) {
    const apply = typed['apply'] === true
    const { people, problems } = readPeopleFile(await readTable(resolve(filesIn, String(typed['file']))))
    if (problems.length > 0) {
      return { json: { applied: false, problems }, text: printProblems(problems), failed: true }
    }
    const found: Found[] = []
    for (let from = 0; from < people.length; from += batch) {
      const some = people.slice(from, from + batch).map(({ line: _, ...person }) => person)
      found.push(...((await ask(name, { apply, people: some })) as readonly Found[]))
    }
    const lines = people.map(({ line, email, role }, n) => ({ line, email, role, found: found[n] }))
    return { json: { applied: apply, problems, people: lines }, text: print(apply, lines) }
  },
  serve: serveWith({ input: Batch, act: takeBatch }),
}

function takeBatch({ database }: ControlParts, { apply, people }: Batch, by: Operator): Promise<readonly Found[]> {
  return database.transaction(async (stores) => {
    const found: Found[] = []
    for (const { email, name: called, role } of people) {
      const there = await stores.people.allByEmail(email)
      found.push(judge(there, role))
      if (!apply || there.length > 0) continue
      const person = await stores.people.add({ issuer: null, subject: null, email, name: called, role })
      await record(stores, by, 'person-invited', { subjectPersonId: person.id, detail: { role } })
    }
    return found
  })
}

function judge(there: readonly Person[], role: Person['role']): Found {
  if (there.length === 0) return 'new'
  return there.every((person) => person.role === role) ? 'there' : 'there-with-another-role'
}

async function readTable(path: string): Promise<string> {
  const bytes = await readBytes(path)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Refused('not-utf-8', `${path} is not UTF-8: save it as “CSV UTF-8”.`, { cause })
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > largestFile) throw new Refused('too-large', `${path} has more than 16 MiB: split it.`)
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof Refused) throw cause
    throw new Refused('not-readable', `${path} can’t be read: is it there, and may you read it?`, { cause })
  }
}

type Line = { readonly line: number; readonly email: string; readonly found: Found | undefined }

function print(apply: boolean, lines: readonly Line[]): string {
  const count = (wanted: Found) => lines.filter(({ found }) => found === wanted).length
  const others = lines.filter(({ found }) => found === 'there-with-another-role')
  const left = lines.length - count('new')
  return [
    `${apply ? 'Invited' : 'To be invited'}: ${count('new')}. Here already, left as they are: ${left}.`,
    ...(others.length === 0
      ? []
      : ['With another role than in the table (see people role):', ...others.map(({ email }) => `  ${email}`)]),
    ...(apply || count('new') === 0 ? [] : ['Nothing has been changed. Run it again with --apply.']),
  ].join('\n')
}

const sentences: Readonly<Record<FileProblem['problem'], string>> = {
  'no-heading': 'the first line must name the columns email and name',
  'quote-not-closed': 'a quotation mark is never closed',
  'too-few-columns': 'this line has too few columns',
  'email-invalid': 'this is no e-mail address',
  'name-invalid': 'the name must be 1 to 100 printable characters',
  'role-unknown': 'the role must be person, support, auditor or administrator',
  'email-twice': 'this address stands on an earlier line already',
}

function printProblems(problems: readonly FileProblem[]): string {
  const rows = problems.map(({ line, problem }) => [String(line), sentences[problem]])
  return `${table(['line', 'problem'], rows)}\nNothing has been changed. Put these lines right first.`
}

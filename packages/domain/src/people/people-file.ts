import { readEmail, readPersonName, readRole } from './invitation.ts'
import type { Invitee } from './invitation.ts'
import { readRows } from './rows.ts'

/** A line of a people file that can't be taken as it stands; lines count from 1, the heading. */
export type FileProblem = {
  readonly line: number
  readonly problem:
    | 'no-heading'
    | 'quote-not-closed'
    | 'too-few-columns'
    | 'email-invalid'
    | 'name-invalid'
    | 'role-unknown'
    | 'email-twice'
}

export type PeopleFile = {
  readonly people: readonly (Invitee & { readonly line: number })[]
  readonly problems: readonly FileProblem[]
}

/**
 * Reads a table of people: CSV (RFC 4180) with commas or semicolons, whose heading names `email`, `name` and, where
 * somebody is more than a person, `role`; other columns are passed over.
 */
export function readPeopleFile(text: string): PeopleFile {
  const { rows, unclosed } = readRows(text)
  if (unclosed !== null) return { people: [], problems: [{ line: unclosed, problem: 'quote-not-closed' }] }
  const [heading, ...entries] = rows
  const columns = heading?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const at = { email: columns.indexOf('email'), name: columns.indexOf('name'), role: columns.indexOf('role') }
  if (at.email < 0 || at.name < 0) return { people: [], problems: [{ line: 1, problem: 'no-heading' }] }

  const people: (Invitee & { line: number })[] = []
  const problems: FileProblem[] = []
  const seen = new Set<string>()
  for (const { line, cells } of entries) {
    const [email, name, role] = [cells[at.email], cells[at.name], at.role < 0 ? '' : (cells[at.role] ?? '')]
    const read = email === undefined || name === undefined ? 'too-few-columns' : readEntry(email, name, role)
    if (typeof read === 'string') problems.push({ line, problem: read })
    else if (seen.has(read.email.toLowerCase())) problems.push({ line, problem: 'email-twice' })
    else {
      seen.add(read.email.toLowerCase())
      people.push({ line, ...read })
    }
  }
  return { people, problems }
}

function readEntry(typedEmail: string, typedName: string, typedRole: string): Invitee | FileProblem['problem'] {
  const email = readEmail(typedEmail)
  if (email === null) return 'email-invalid'
  const name = readPersonName(typedName)
  if (name === null) return 'name-invalid'
  const role = typedRole.trim() === '' ? 'person' : readRole(typedRole)
  return role === null ? 'role-unknown' : { email, name, role }
}

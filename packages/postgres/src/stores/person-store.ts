import type { NewPerson, PeopleStore, Person } from '@latchkey/domain'
import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import type { Schema } from '../schema.ts'
import { now } from './clock.ts'
import { isId } from './ids.ts'

export type PersonRow = Omit<Selectable<Schema['person']>, 'created_at'>

/** Columns of a person, for a query that joins the table. */
export const personColumns = [
  'person.id',
  'person.number',
  'person.unit_id',
  'person.issuer',
  'person.subject',
  'person.email',
  'person.name',
  'person.language',
  'person.role',
  'person.disabled_at',
] as const

export function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    number: row.number,
    unitId: row.unit_id,
    issuer: row.issuer,
    subject: row.subject,
    email: row.email,
    name: row.name,
    language: row.language,
    role: row.role,
    disabledAt: row.disabled_at,
  }
}

/** People. An address that several have finds nobody: it is never a key. */
export function peopleStore(db: Kysely<Schema>): PeopleStore {
  const select = () => db.selectFrom('person').select(personColumns)
  const one = async (query: ReturnType<typeof select>): Promise<Person | null> => {
    const rows = await query.limit(2).execute()
    return rows.length === 1 && rows[0] ? personOf(rows[0]) : null
  }
  const withEmail = (email: string) =>
    select().where((where) => where(where.fn('lower', ['email']), '=', email.toLowerCase()))
  return {
    byId: async (id) => (isId(id) ? one(select().where('id', '=', id)) : null),
    bySubject: (issuer, subject) => one(select().where('issuer', '=', issuer).where('subject', '=', subject)),
    byEmail: (email) => one(withEmail(email)),
    allByEmail: async (email) => (await withEmail(email).orderBy('id').execute()).map(personOf),
    async list({ after, limit, role }) {
      const before = isId(after ?? '') ? sql`(select lower(email), id from person where id = ${after})` : null
      const rows = await select()
        .$if(before !== null, (query) => query.where(sql<boolean>`(lower(email), id) > ${before}`))
        .$if(role !== null, (query) => query.where('role', '=', role ?? 'person'))
        .orderBy(sql`lower(email)`)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(personOf)
    },
    async add(person: NewPerson) {
      const { issuer, subject, email, name, role, language = null } = person
      const row = await db
        .insertInto('person')
        .values({ issuer, subject, email, name, role, language })
        .returning(personColumns)
        .executeTakeFirstOrThrow()
      return personOf(row)
    },
    async update(id, fields) {
      if (Object.values(fields).every((value) => value === undefined)) return
      await db.updateTable('person').set(fields).where('id', '=', id).execute()
    },
    async claim(id, issuer, subject) {
      if (!isId(id)) return null
      const row = await db
        .updateTable('person')
        .set({ issuer, subject })
        .where('id', '=', id)
        .where('issuer', 'is', null)
        .where('disabled_at', 'is', null)
        .returning(personColumns)
        .executeTakeFirst()
      return row === undefined ? null : personOf(row)
    },
    disable: (id) => setDisabled(db, id, true),
    enable: (id) => setDisabled(db, id, false),
    async setRole(id, role) {
      if (isId(id)) await db.updateTable('person').set({ role }).where('id', '=', id).execute()
    },
  }
}

async function setDisabled(db: Kysely<Schema>, id: string, disabled: boolean): Promise<boolean> {
  if (!isId(id)) return false
  const { numUpdatedRows } = await db
    .updateTable('person')
    .set({ disabled_at: disabled ? now : null })
    .where('id', '=', id)
    .where('disabled_at', disabled ? 'is' : 'is not', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

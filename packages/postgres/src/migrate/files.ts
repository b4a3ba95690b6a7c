import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError } from '../errors.ts'

export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

const folder = join(import.meta.dirname, '../../migrations')
const named = /^\d{4}-[a-z0-9-]+\.sql$/

/** The migrations that this version knows, in order. */
export function readMigrations(from: string = folder): readonly Migration[] {
  const names = readdirSync(from).sort()
  return names.map((file, index) => {
    if (!named.test(file) || Number(file.slice(0, 4)) !== index + 1) {
      throw new DatabaseError('migrations-not-numbered', `${file} is not migration number ${index + 1}`)
    }
    const sql = readFileSync(join(from, file), 'utf8').replaceAll('\r\n', '\n')
    return { name: file.slice(0, -4), sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { Secret } from '@latchkey/domain'

/** What the process was started with. An empty value counts as none. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A variable has a value that can't be used. The message is a sentence that names it. */
export class ConfigError extends Error {
  readonly code = 'config'
}

export function valueOf(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim()
  return value === undefined || value === '' ? null : value
}

/** Parts between commas, without spaces around them. */
export function listOf(environment: Environment, name: string): readonly string[] {
  return (valueOf(environment, name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** A secret comes as NAME, or as a file in NAME_FILE, which keeps it out of process lists and crash dumps. */
export function secretOf(environment: Environment, name: string): Secret<string> | null {
  const file = valueOf(environment, `${name}_FILE`)
  const value = valueOf(environment, name)
  if (file === null) return value === null ? null : new Secret(value)
  if (value !== null) throw new ConfigError(`${name} and ${name}_FILE can't both be set: keep one of them.`)
  const text = readNamedFile(`${name}_FILE`, file).trim()
  if (text === '') throw new ConfigError(`${name}_FILE names an empty file: ${file}`)
  return new Secret(text)
}

/** The text of the file that a variable names; throws `ConfigError`. */
export function readNamedFile(name: string, path: string): string {
  try {
    return readFileSync(pathOf(path), 'utf8')
  } catch (cause) {
    throw new ConfigError(`${name} names a file that can't be read: ${path}`, { cause })
  }
}

/** An absolute path; `~/` is the home folder. */
export function pathOf(path: string): string {
  return resolve(path.replace(/^~(?=\/)/, homedir()))
}

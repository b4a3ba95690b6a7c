import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Strength } from '@latchkey/domain'
import type { Organisation } from '@latchkey/portal-api'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { ConfigError, pathOf, readNamedFile, valueOf } from './config-environment.ts'
import type { Environment } from './config-environment.ts'

/** What the file of LATCHKEY_CONFIG says. */
export type FileConfig = { readonly organisation: Organisation; readonly strength: Strength }

const OrganisationFile = z.strictObject({
  name: z.string().min(1).max(40).default('Latchkey'),
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .transform((colour) => colour.toLowerCase())
    .default('#0e5a6b'),
  privacyUrl: z.url().max(79).nullable().default(null),
  contact: z
    .strictObject({
      name: z.string().max(40).nullable().default(null),
      phone: z.string().max(20).nullable().default(null),
      email: z.string().max(40).nullable().default(null),
      websiteName: z.string().max(40).nullable().default(null),
      websiteUrl: z
        .url({ protocol: /^https?$/ })
        .max(150)
        .nullable()
        .default(null),
      note: z.string().max(120).nullable().default(null),
    })
    .prefault({}),
})

const StrengthFile = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unset') }),
  z.object({ kind: z.literal('one-factor') }),
  z.object({ kind: z.literal('acr'), accepted: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('amr'), required: z.array(z.string()).min(1) }),
])

const ConfigFile = z.strictObject({
  organisation: OrganisationFile.prefault({}),
  strength: StrengthFile.default({ kind: 'unset' }),
})

/** LATCHKEY_CONFIG; without it latchkey.yaml in the data folder, which may be missing. Unknown words are refused. */
export function readConfigFile(environment: Environment, data: string): FileConfig {
  const named = valueOf(environment, 'LATCHKEY_CONFIG')
  const path = named === null ? resolve(data, 'latchkey.yaml') : pathOf(named)
  const text = named === null ? readIfThere(path) : readNamedFile('LATCHKEY_CONFIG', named)
  const parsed = ConfigFile.safeParse(parseFile(path, text) ?? {})
  if (!parsed.success) throw new ConfigError(`LATCHKEY_CONFIG, ${path}: ${z.prettifyError(parsed.error)}`)
  const { organisation, strength } = parsed.data
  return { organisation: { ...organisation, logoUrl: null }, strength }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw new ConfigError(`LATCHKEY_CONFIG: ${path} can't be read.`, { cause })
  }
}

function parseFile(path: string, text: string): unknown {
  try {
    return parseYaml(text)
  } catch (cause) {
    throw new ConfigError(`LATCHKEY_CONFIG, ${path}, is not YAML: ${(cause as Error).message.split('\n', 1)[0]}`, {
      cause,
    })
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { mergePlatforms, type Platforms } from './availability.ts'
import { readKeys, type KeyRule, type PublishedKey } from './rule.ts'

/** A check-in message or a command, as Apple publishes it. */
export type MessageRule = {
  /** MessageType or RequestType. */
  readonly name: string
  readonly platforms: Platforms
  readonly request: readonly KeyRule[]
  /** Keys of the answer beside those that every answer has. */
  readonly response: readonly KeyRule[]
}

export type PublishedSchema = {
  readonly checkIns: ReadonlyMap<string, MessageRule>
  readonly commands: ReadonlyMap<string, MessageRule>
}

type PublishedMessage = {
  readonly payload: { readonly requesttype?: string; readonly supportedOS?: Platforms }
  readonly payloadkeys?: readonly PublishedKey[]
  readonly responsekeys?: readonly PublishedKey[]
}

/** The schema in the folder that LATCHKEY_TEST_WIRE names. */
export function publishedSchema(): PublishedSchema {
  const wire = process.env['LATCHKEY_TEST_WIRE'] ?? ''
  if (wire === '') throw new Error('LATCHKEY_TEST_WIRE names no folder')
  return readSchema(join(wire, 'apple'))
}

/** The schema in `folder`; throws when there is none, so that no run is green that has checked nothing. */
export function readSchema(folder: string): PublishedSchema {
  return { checkIns: readMessages(join(folder, 'checkin')), commands: readMessages(join(folder, 'commands')) }
}

function readMessages(folder: string): ReadonlyMap<string, MessageRule> {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []
  if (files.length === 0) throw new Error(`there is no published schema in ${folder}`)
  return new Map(
    files.map((name) => {
      const rule = readMessage(readFileSync(join(folder, name), 'utf8'), name)
      return [rule.name, rule]
    }),
  )
}

function readMessage(text: string, file: string): MessageRule {
  const { payload, payloadkeys, responsekeys } = parse(text) as PublishedMessage
  if (payload.requesttype === undefined) throw new Error(`${file} describes no message`)
  const platforms = mergePlatforms({}, payload.supportedOS)
  return {
    name: payload.requesttype,
    platforms,
    request: readKeys(payloadkeys ?? [], platforms),
    response: readKeys(responsekeys ?? [], platforms),
  }
}

import { build, parse, type PlistValue } from 'plist'

export type Dictionary = { [key: string]: PlistValue }

/** XML as Apple's writer prints it: tabs, and data in broken lines. */
export function writePropertyList(dictionary: Dictionary): Buffer {
  const xml = build(dictionary, { indent: '\t' }).replace(
    /^(\t*)<data>([^<]*)<\/data>/gm,
    (_, tabs: string, data: string) => `${tabs}<data>\n${breakLines(data, tabs)}${tabs}</data>`,
  )
  return Buffer.from(`${xml}\n`, 'utf8')
}

/** The dictionary in these bytes; null when there is none. */
export function readPropertyList(bytes: Uint8Array): Dictionary | null {
  try {
    const value = parse(Buffer.from(bytes).toString('utf8'))
    return isDictionary(value) ? value : null
  } catch {
    return null
  }
}

export function isDictionary(value: PlistValue | undefined): value is Dictionary {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  )
}

function breakLines(base64: string, tabs: string): string {
  return (base64.match(/.{1,68}/g) ?? []).map((line) => `${tabs}${line}\n`).join('')
}

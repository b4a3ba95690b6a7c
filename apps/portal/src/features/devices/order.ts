import type { DeviceTile } from '@latchkey/portal-api'

/** What runs first, then what can be reset, what perhaps, what can't. */
export function inOrder(devices: readonly DeviceTile[]): readonly DeviceTile[] {
  return [...devices].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}

function rank({ running, readiness }: DeviceTile): number {
  if (running !== null) return 0
  return { ready: 1, unsure: 2, no: 3 }[readiness.verdict]
}

export function matching(devices: readonly DeviceTile[], wanted: string): readonly DeviceTile[] {
  const words = plain(wanted).split(/\s+/)
  return devices.filter((device) => {
    const text = plain(`${device.name} ${device.maker} ${device.model} ${device.lastFour ?? ''}`)
    return words.every((word) => text.includes(word))
  })
}

/** Names that more than one device has: their tiles show the model and the last four of the serial. */
export function repeatedNames(devices: readonly DeviceTile[]): ReadonlySet<string> {
  const names = devices.map(({ name }) => name)
  return new Set(names.filter((name, at) => names.indexOf(name) !== at))
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

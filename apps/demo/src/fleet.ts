import type { AppleDevice } from '@latchkey/apple-device-simulator'

/** A simulated device on the wall. */
export type DemoDevice = {
  /** Stands in addresses: `camille-iphone`. */
  readonly id: string
  readonly device: AppleDevice
  /** `iPhone 13`. */
  readonly model: string
  readonly form: 'phone' | 'tablet'
  readonly holder: string
  /** The passcode it was seeded with, and which its holder has forgotten. */
  readonly forgotten: string
}

/** All simulated devices; the wall shows them in the order in which they came. */
export type Fleet = {
  readonly devices: () => readonly DemoDevice[]
  readonly add: (one: DemoDevice) => void
  readonly onChange: (heard: () => void) => void
  /** A push came for this token; true when a device heard it. */
  readonly ring: (pushToken: string, magic: string) => boolean
  readonly close: () => Promise<void>
}

export function makeFleet(): Fleet {
  const devices: DemoDevice[] = []
  const listeners = new Set<() => void>()
  const changed = () => listeners.forEach((heard) => heard())
  return {
    devices: () => devices,
    add(one) {
      devices.push(one)
      one.device.onChange(changed)
      changed()
    },
    onChange: (heard) => listeners.add(heard),
    ring: (pushToken, magic) =>
      devices.find(({ device }) => device.pushToken === pushToken)?.device.ring(magic) ?? false,
    async close() {
      listeners.clear()
      await Promise.all(devices.map(({ device }) => device.close()))
    },
  }
}

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

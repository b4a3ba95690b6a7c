import type { Identity, ModelName } from '@latchkey/apple-device-simulator'

export type SeededDevice = {
  readonly id: string
  readonly holder: { readonly email: string; readonly firstName: string }
  readonly model: ModelName
  readonly form: 'phone' | 'tablet'
  readonly identity: Pick<Identity, 'deviceName' | 'serialNumber'>
  readonly passcode: string
  readonly cellular: boolean
}

const camille = { email: 'camille@contoso.example', firstName: 'Camille' }
const sam = { email: 'sam@contoso.example', firstName: 'Sam' }

/** The devices of the demo, in the order of the wall. */
export const seededDevices: readonly SeededDevice[] = [
  {
    id: 'camille-iphone',
    holder: camille,
    model: 'iPhone 13',
    form: 'phone',
    identity: { deviceName: 'Camille’s iPhone', serialNumber: 'F4GTN57Q2K' },
    passcode: '271828',
    cellular: false,
  },
  {
    id: 'sam-iphone',
    holder: sam,
    model: 'iPhone 12',
    form: 'phone',
    identity: { deviceName: 'Sam’s iPhone', serialNumber: 'DX3KQ09P4M' },
    passcode: '161803',
    cellular: false,
  },
  {
    id: 'camille-ipad',
    holder: camille,
    model: 'iPad (9th generation)',
    form: 'tablet',
    identity: { deviceName: 'Kitchen iPad', serialNumber: 'GR6WT81H3C' },
    passcode: '314159',
    cellular: false,
  },
]

/** How long a phone takes to carry a command out, milliseconds: so short that nobody waits, and long enough to be seen. */
export const paceMs = 200

/** Days for which the seeded devices count as enrolled, so that the rules for new ones do not hold them back. */
export const enrolledDaysAgo = 30

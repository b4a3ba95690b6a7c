import { createAppleDevice, generateKey, makeIdentity } from '@latchkey/apple-device-simulator'
import { type DemoDevice, type Fleet, makeFleet } from '../fleet.ts'

/** For this folder's tests: one iPhone without a server, with the passcode 271828. */
export async function makeTestFleet(): Promise<{ readonly fleet: Fleet; readonly one: DemoDevice }> {
  const { privateKeyPem } = await generateKey()
  const identity = makeIdentity('iPhone 13', { deviceName: 'Camille’s <iPhone>' })
  const device = createAppleDevice({ identity, privateKeyPem, passcode: '271828' })
  const one: DemoDevice = {
    id: 'one',
    device,
    model: 'iPhone 13',
    form: 'phone',
    holder: 'Camille',
    forgotten: '271828',
  }
  const fleet = makeFleet()
  fleet.add(one)
  return { fleet, one }
}

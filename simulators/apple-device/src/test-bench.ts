import { afterEach, beforeAll, beforeEach } from 'vitest'
import { type AppleDevice, createAppleDevice } from './device.ts'
import { makeIdentity } from './identity.ts'
import type { NewPhone } from './phone.ts'
import type { Dictionary } from './property-list.ts'
import { issueCertificate, type Issued } from './test-certificate.ts'
import { startServer, type TestServer } from './test-server.ts'

export type Bench = {
  readonly server: TestServer
  /** Certificate and key that devices of this bench are made with. */
  readonly issued: Issued
  make(given?: Partial<NewPhone>): AppleDevice
  /** Enrolled with the passcode 271828, and the server has forgotten what it received. */
  enrolled(given?: Partial<NewPhone>, settings?: TestServer['settings']): Promise<AppleDevice>
  /** Closes the device after the test. */
  keep(device: AppleDevice): AppleDevice
}

/** For this folder's tests: a server and devices that are put away after each test. */
export function setUpBench(): Bench {
  let issued: Issued
  let server: TestServer
  const made: AppleDevice[] = []

  beforeAll(async () => {
    issued = await issueCertificate()
  })
  beforeEach(async () => {
    server = await startServer()
  })
  afterEach(async () => {
    await Promise.all(made.splice(0).map((device) => device.close()))
    await server.close()
  })

  function keep(device: AppleDevice): AppleDevice {
    made.push(device)
    return device
  }

  function make(given: Partial<NewPhone> = {}): AppleDevice {
    const identity = makeIdentity('iPhone 13', { deviceName: 'Zoé’s “phone” 📱', serialNumber: 'F4GTN57Q2K' })
    return keep(createAppleDevice({ identity, passcode: '271828', ...issued, ...given }))
  }

  return {
    get server() {
      return server
    },
    get issued() {
      return issued
    },
    keep,
    make,
    async enrolled(given, settings = server.settings) {
      const device = make(given)
      await device.enrol(settings)
      server.received.length = 0
      return device
    },
  }
}

export function clearPasscode(device: AppleDevice, token = device.unlockToken()): Dictionary {
  return { RequestType: 'ClearPasscode', UnlockToken: token }
}

export function happened(device: AppleDevice): readonly string[] {
  return device.ledger.map(({ what }) => what)
}

/** Resolves when the device next comes to do this. */
export function comesTo(device: AppleDevice, activity: 'connecting' | 'working' | 'resting'): Promise<void> {
  return new Promise((resolve) => {
    const stop = device.onChange(() => {
      if (device.see().contact.activity !== activity) return
      stop()
      resolve()
    })
  })
}

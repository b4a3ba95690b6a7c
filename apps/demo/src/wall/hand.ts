import { DeviceStateError } from '@latchkey/apple-device-simulator'
import type { DemoDevice } from '../fleet.ts'

/** What somebody does to a device on the wall. */
export type Gesture =
  | { readonly does: 'type'; readonly passcode: string }
  | { readonly does: 'choose'; readonly passcode: string }
  | { readonly does: 'power'; readonly on: boolean }
  | { readonly does: 'network'; readonly on: boolean }
  | { readonly does: 'lock' | 'restart' | 'peek' }

/** What comes of it; `impossible`: not in this state. */
export type Felt =
  | { readonly said: 'open' | 'wrong' | 'unavailable' | 'done' | 'impossible' }
  | { readonly said: 'passcode'; readonly passcode: string | null; readonly forgotten: boolean }

/** Hands on the devices: nothing here touches the server. */
export type Hands = {
  do(one: DemoDevice, gesture: Gesture): Felt
  isStarting(one: DemoDevice): boolean
  close(): void
}

const startingMs = 1400

export function makeHands(changed: () => void): Hands {
  const starting = new Map<DemoDevice, NodeJS.Timeout>()

  function start(one: DemoDevice): void {
    clearTimeout(starting.get(one))
    starting.set(
      one,
      setTimeout(() => {
        starting.delete(one)
        one.device.setPower(true)
        changed()
      }, startingMs),
    )
    changed()
  }

  function turnOff(one: DemoDevice): void {
    clearTimeout(starting.get(one))
    starting.delete(one)
    one.device.setPower(false)
    changed()
  }

  function feel(one: DemoDevice, gesture: Gesture): Felt {
    const { device } = one
    switch (gesture.does) {
      case 'type':
        return { said: device.type(gesture.passcode) }
      case 'choose':
        device.choosePasscode(gesture.passcode)
        break
      case 'lock':
        device.lock()
        break
      case 'network':
        device.setNetwork(gesture.on)
        break
      case 'power':
        if (gesture.on && !device.see().on) start(one)
        if (!gesture.on) turnOff(one)
        break
      case 'restart':
        turnOff(one)
        start(one)
        break
      case 'peek': {
        const passcode = device.knownPasscode()
        return { said: 'passcode', passcode, forgotten: passcode === one.forgotten }
      }
    }
    return { said: 'done' }
  }

  return {
    do(one, gesture) {
      try {
        return feel(one, gesture)
      } catch (error) {
        if (error instanceof DeviceStateError) return { said: 'impossible' }
        throw error
      }
    },
    isStarting: (one) => starting.has(one),
    close() {
      for (const timer of starting.values()) clearTimeout(timer)
      starting.clear()
    },
  }
}

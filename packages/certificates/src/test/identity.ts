import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createDeviceCa, issueDeviceCertificate, openDeviceCa, type DeviceCa } from '../device-ca.ts'

/** For tests: a device's identity, its private key beside it. */
export type TestIdentity = { readonly certificate: Uint8Array; readonly hash: Uint8Array; readonly key: KeyObject }

export async function makeCa(commonName: string, now: Date): Promise<DeviceCa> {
  return openDeviceCa(await createDeviceCa({ commonName, now }))
}

export async function makeIdentity(
  ca: DeviceCa,
  options: {
    readonly now: Date
    readonly days?: number
    readonly keys?: { publicKey: KeyObject; privateKey: KeyObject }
  },
): Promise<TestIdentity> {
  const keys = options.keys ?? generateKeyPairSync('rsa', { modulusLength: 2048 })
  const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' })
  const issued = await issueDeviceCertificate(ca, {
    publicKey,
    commonName: 'test device',
    days: options.days ?? 365,
    now: options.now,
  })
  return { ...issued, key: keys.privateKey }
}

import { randomBytes } from 'node:crypto'
import { createDeviceCa, openDeviceCa } from '@latchkey/certificates'
import type { DeviceCa } from '@latchkey/certificates'
import type { Database } from '@latchkey/domain'
import { newSigningKeys } from '@latchkey/identity-provider'
import type { SigningKeys } from '@latchkey/identity-provider'
import type { Keyring } from '../parts.ts'
import { sealedSetting } from './sealed-setting.ts'

/** The authority that devices' certificates come from. */
export async function deviceAuthority(database: Database, keyring: Keyring, commonName: string): Promise<DeviceCa> {
  const stored = await sealedSetting(database, keyring, 'device-ca', 'device-ca', async () => {
    const { certificate, privateKey } = await createDeviceCa({ commonName, now: await database.clock() })
    return json({ certificate: base64(certificate), privateKey: base64(privateKey) })
  })
  const files = JSON.parse(text(stored)) as Record<'certificate' | 'privateKey', string>
  return openDeviceCa({ certificate: bytes(files.certificate), privateKey: bytes(files.privateKey) })
}

/** What the embedded provider and its only client, the portal, share. */
export type ProviderSecrets = {
  readonly signingKeys: SigningKeys
  readonly cookieKeys: readonly string[]
  readonly clientSecret: string
}

export async function providerSecrets(database: Database, keyring: Keyring): Promise<ProviderSecrets> {
  const stored = await sealedSetting(database, keyring, 'session', 'embedded-provider', () =>
    json({
      signingKeys: newSigningKeys(),
      cookieKeys: [randomBytes(32).toString('base64url')],
      clientSecret: randomBytes(32).toString('base64url'),
    } satisfies ProviderSecrets),
  )
  return JSON.parse(text(stored)) as ProviderSecrets
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8')
const text = (value: Uint8Array): string => Buffer.from(value).toString('utf8')
const base64 = (value: Uint8Array): string => Buffer.from(value).toString('base64')
const bytes = (value: string): Uint8Array => Uint8Array.from(Buffer.from(value, 'base64'))

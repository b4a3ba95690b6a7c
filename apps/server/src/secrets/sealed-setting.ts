import type { Database } from '@latchkey/domain'
import type { Keyring, SealPurpose } from '../parts.ts'

/** A secret of the installation, sealed in the settings; made at the first start, the same in every process after. */
export async function sealedSetting(
  database: Database,
  keyring: Keyring,
  purpose: SealPurpose,
  name: string,
  make: () => Promise<Uint8Array> | Uint8Array,
): Promise<Uint8Array> {
  const context = `setting|${name}`
  const stored =
    (await database.transaction(({ settings }) => settings.get(name))) ??
    (await makeOnce(database, name, keyring.seal(purpose, context, await make())))
  return keyring.open(purpose, context, Buffer.from(stored, 'base64')).reveal()
}

/** Two processes may start at once: the first one's value stands, for both. */
function makeOnce(database: Database, name: string, sealed: Uint8Array): Promise<string> {
  return database.transaction(({ settings }) => settings.setOnce(name, Buffer.from(sealed).toString('base64')))
}

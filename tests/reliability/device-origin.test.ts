import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compose } from '../../apps/server/src/compose.ts'
import { baseConfig } from '../../apps/server/src/config.ts'
import { checkDeviceOrigin } from '../../apps/server/src/http/device-origin.ts'
import { openWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

const origin = 'https://mdm.contoso.example'
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

let world: World
beforeAll(async () => {
  world = await openWorld({ database: 'embedded', config: { mode: 'real', deviceOrigin: origin } })
})
afterAll(() => world.close())

const recorded = () => world.server.database.transaction(({ settings }) => settings.get('device-origin'))
const check = (wanted: string) => {
  const { database } = world.server
  return checkDeviceOrigin({ database, log: silent, query: (text) => database.engine.query(text) }, wanted)
}

test('recorded at the first enrolment; a change then stops the start and says what it would break', async () => {
  await check('https://other.example')
  expect(await recorded()).toBeNull()

  await world.addPerson('camille@contoso.example', 'Camille Moreau')
  await world.addApple('camille@contoso.example', 'iPhone 13', 'iPhone', '4711')
  await expect.poll(recorded).toBe(origin)

  await check(origin)
  const { database } = world.server
  const folder = join(tmpdir(), 'latchkey-never-opened')
  const starting = compose(
    baseConfig({
      mode: 'real',
      data: folder,
      keyFile: join(folder, 'key'),
      database: { kind: 'embedded', folder },
      deviceOrigin: 'https://other.example',
      organisation: { name: 'C', colour: '#0e5a6b', logoUrl: null, privacyUrl: null, contact: nobody },
    }),
    { database: { ...database, close: async () => undefined }, log: silent },
  )
  await expect(starting).rejects.toThrow(
    'LATCHKEY_DEVICE_ORIGIN would be https://other.example, but 1 enrolled device calls https://mdm.contoso.example',
  )
  expect(await recorded()).toBe(origin)
})

test('when nobody is enrolled any more, the origin may change', async () => {
  await world.server.database.engine.query(`update enrolment set state = 'ended', ended_at = latchkey_clock()`)
  await check('https://other.example')
  expect(await recorded()).toBe('https://other.example')
})

const nobody = { name: null, phone: null, email: null, websiteName: null, websiteUrl: null, note: null }

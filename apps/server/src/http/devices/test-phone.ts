import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { encodePlist, type PlistDict } from '@latchkey/apple-mdm'
import { makeIdentity, signLikeApple, type TestIdentity } from '@latchkey/certificates/test'
import type { DeviceCa } from '@latchkey/certificates'
import type { FastifyInstance } from 'fastify'

/** For tests: a device that says exactly what it is told to say, signed as iPhones sign. */
export type TestPhone = {
  readonly udid: string
  readonly identity: TestIdentity
  /** Sends a message with this UDID and signature, unless the message brings its own. */
  say(message: PlistDict, url?: string): Promise<Said>
  authenticate(more?: PlistDict): Promise<Said>
  tokenUpdate(unlockToken: Uint8Array | null, more?: PlistDict): Promise<Said>
  idle(): Promise<Said>
  report(status: string, commandUuid: string, more?: PlistDict): Promise<Said>
}
export type Said = { readonly status: number; readonly body: string }

/** Phones differ by their certificates; one key serves them all, and saves the tests the making. */
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const topic = 'com.apple.mgmt.External.test'

export async function makePhone(app: FastifyInstance, ca: DeviceCa): Promise<TestPhone> {
  const udid = `00008110-${randomBytes(8).toString('hex').toUpperCase()}`
  const identity = await makeIdentity(ca, { now: new Date(), keys })
  const phone: TestPhone = {
    udid,
    identity,
    async say(message, url = '/apple/mdm') {
      const payload = Buffer.from(encodePlist({ UDID: udid, ...message }))
      const headers = { 'mdm-signature': signLikeApple(payload, identity) }
      const response = await app.inject({ method: 'PUT', url, payload, headers })
      return { status: response.statusCode, body: response.body }
    },
    authenticate: (more) =>
      phone.say({ MessageType: 'Authenticate', Topic: topic, ProductName: 'iPhone14,5', OSVersion: '18.6', ...more }),
    tokenUpdate: (unlockToken, more) =>
      phone.say({
        MessageType: 'TokenUpdate',
        Topic: topic,
        Token: Uint8Array.of(7, 7, 7),
        PushMagic: 'magic',
        ...(unlockToken === null ? {} : { UnlockToken: unlockToken }),
        ...more,
      }),
    idle: () => phone.say({ Status: 'Idle' }),
    report: (status, commandUuid, more) => phone.say({ Status: status, CommandUUID: commandUuid, ...more }),
  }
  return phone
}

import { isRefusal, openStates } from '@latchkey/domain'
import { Device, Devices, Rename } from '@latchkey/portal-api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readinessInHouse } from '../../acts/house-rules.ts'
import { renameDevice } from '../../acts/rename.ts'
import { sendProblem, sendRefusal } from '../problems.ts'
import { loadDevice } from './load-device.ts'
import type { PortalParts } from './parts.ts'
import { deviceView, tileView } from './views.ts'

const Params = z.object({ id: z.uuid() })

/** Devices: the list, one, and its name. */
export function deviceRoutes(parts: PortalParts): FastifyPluginAsyncZod {
  const { database, house, requireSession } = parts
  return async (app) => {
    app.get('/api/devices', { schema: { response: { 200: Devices } } }, async (request) => {
      const session = await requireSession(request)
      return database.transaction(async (stores) => {
        const now = await stores.now()
        const devices = await stores.devices.heldBy(session.person.id)
        const tiles = []
        for (const device of devices) {
          const policy = await stores.policy.cell('reset-passcode', device.ownership)
          const requests = await stores.requests.openOfDevice(device.id)
          const running = requests.find(({ state }) => openStates.includes(state)) ?? null
          tiles.push(tileView(device, readinessInHouse(device, policy, house, now), running))
        }
        return { devices: tiles }
      })
    })

    app.get('/api/devices/:id', { schema: { params: Params, response: { 200: Device } } }, async (request, reply) => {
      const session = await requireSession(request)
      const facts = await database.transaction((stores) => loadDevice(stores, house, session, request.params.id))
      return facts === null ? sendProblem(reply, 'not-found') : deviceView(facts)
    })

    app.post('/api/devices/:id/name', { schema: { params: Params, body: Rename } }, async (request, reply) => {
      const session = await requireSession(request)
      const renamed = await renameDevice(database, session.person.id, request.params.id, request.body.name)
      if (isRefusal(renamed)) return sendRefusal(reply, renamed)
      const facts = await database.transaction((stores) => loadDevice(stores, house, session, request.params.id))
      return facts === null ? sendProblem(reply, 'not-found') : deviceView(facts)
    })
  }
}

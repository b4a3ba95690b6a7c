import { languages } from '@latchkey/domain'
import { ReadNotifications } from '@latchkey/portal-api'
import type { Notifications } from '@latchkey/portal-api'
import type { Stores } from '@latchkey/domain'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { PortalParts } from './parts.ts'
import { activityView } from './views.ts'

const shown = 50

/** What happened: notifications behind the flag, activity, and the language they are told in. */
export function newsRoutes(parts: PortalParts): FastifyPluginAsyncZod {
  const { database, requireSession } = parts
  return async (app) => {
    app.get('/api/notifications', async (request) => {
      const { person } = await requireSession(request)
      return database.transaction((stores) => notificationsOf(stores, person.id))
    })

    app.post('/api/notifications/read', { schema: { body: ReadNotifications } }, async (request) => {
      const { person } = await requireSession(request)
      return database.transaction(async (stores) => {
        await stores.notifications.markRead(person.id, request.body.ids)
        await stores.commit([{ type: 'announced', personId: person.id, topic: 'notifications', id: person.id }])
        return notificationsOf(stores, person.id)
      })
    })

    app.get('/api/activity', async (request) => {
      const { person } = await requireSession(request)
      return database.transaction(async (stores) => {
        const names = new Map((await stores.devices.heldBy(person.id)).map(({ id, name }) => [id, name]))
        const entries = await stores.audit.activityOf(person.id, { limit: 100 })
        return { entries: entries.map((entry) => activityView(entry, names)) }
      })
    })

    const Language = z.object({ language: z.enum(languages) })
    app.post('/api/language', { schema: { body: Language } }, async (request, reply) => {
      const { person } = await requireSession(request)
      await database.transaction(({ people }) => people.update(person.id, { language: request.body.language }))
      return reply.code(204).send()
    })
  }
}

async function notificationsOf(stores: Stores, personId: string): Promise<Notifications> {
  const [notifications, unread] = [
    await stores.notifications.of(personId, shown),
    await stores.notifications.unread(personId),
  ]
  return {
    unread,
    notifications: notifications.map(({ id, kind, deviceId, deviceName, requestId, createdAt, readAt }) => ({
      id,
      kind,
      deviceId,
      deviceName,
      requestId,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    })),
  }
}

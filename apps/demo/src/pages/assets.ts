import { readFile } from 'node:fs/promises'
import type { FastifyPluginAsync } from 'fastify'

const names = [
  'demo.css',
  'wall.css',
  'glass.css',
  'home.css',
  'mailbox.css',
  'icon.svg',
  'wall.js',
  'unit.js',
  'glass.js',
  'home.js',
  'keypad.js',
  'dom.js',
  'mailbox.js',
] as const

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Stylesheets and modules of the demo's pages, read once, and the organisation's colour as a sheet of its own. */
export function assetRoutes(organisationColour: string): FastifyPluginAsync {
  return async (app) => {
    for (const name of names) {
      const content = await readFile(new URL(`../assets/${name}`, import.meta.url))
      const type = types[name.split('.')[1] ?? ''] ?? 'application/octet-stream'
      app.get(`/demo/assets/${name}`, async (_request, reply) =>
        reply.type(type).header('cache-control', 'no-cache').send(content),
      )
    }
    app.get('/demo/assets/organisation.css', async (_request, reply) =>
      reply.type('text/css; charset=utf-8').send(`:root { --org: ${organisationColour}; }\n`),
    )
  }
}

import { languages } from '@latchkey/domain'
import type { Database, Language, LiveSession } from '@latchkey/domain'
import type { Organisation, Start } from '@latchkey/portal-api'
import type { FastifyRequest } from 'fastify'
import type { HouseRules } from '../../acts/house-rules.ts'
import { signedInView } from './views.ts'

export type StartParts = {
  readonly database: Database
  readonly house: HouseRules
  readonly organisation: Organisation
  readonly demo: Start['demo']
  readonly version: string
  /** The live session of a request, or null; never throws for a stranger. */
  readonly sessionOf: (request: FastifyRequest) => Promise<LiveSession | null>
}

/** Makes the start document: what a page needs before its first paint. */
export async function startDocument(parts: StartParts, request: FastifyRequest): Promise<Start> {
  const session = await parts.sessionOf(request)
  const { now, unread } = await parts.database.transaction(async (stores) => ({
    now: await stores.now(),
    unread: session === null ? 0 : await stores.notifications.unread(session.person.id),
  }))
  const { kind } = parts.house.strength
  return {
    organisation: parts.organisation,
    demo: parts.demo,
    strength: kind === 'unset' || kind === 'one-factor' ? kind : 'strong',
    version: parts.version,
    now: now.toISOString(),
    signedIn: session === null ? null : signedInView(session, unread),
  }
}

const languageCookie = /(?:^|;\s*)latchkey-language=(en|fr)(?:;|$)/

/** The language of a page: this browser's choice, else the person's, else what the browser asks for, else English. */
export function languageOf(request: FastifyRequest, start: Start | null): Language {
  const chosen = languageCookie.exec(request.headers.cookie ?? '')?.[1] ?? start?.signedIn?.person.language
  return languages.find((language) => language === chosen) ?? accepted(request.headers['accept-language'] ?? '')
}

function accepted(header: string): Language {
  const wanted = header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean) ?? '1'
      return { language: tag.split('-')[0], quality: Number(quality) || 0 }
    })
    .sort((a, b) => b.quality - a.quality)
  for (const { language } of wanted) {
    const found = languages.find((known) => known === language)
    if (found !== undefined) return found
  }
  return 'en'
}

import type { CredentialChange, Database, Language, NoticeJob, Request } from '@latchkey/domain'
import { noticeTexts } from './texts.ts'

/** A notice as it goes out: nothing secret, and nothing in the subject that a lock screen should not show. */
export type Letter = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly language: Language
}

/** Sends one letter; throws when it could not be handed on, and is then called again later. */
export type SendLetter = (letter: Letter) => Promise<void>

export type NoticeParts = {
  readonly database: Database
  readonly organisation: string
  readonly origin: () => string
  readonly send: SendLetter
}

/** Writes the notice of a job in the person's language and sends it to their address. */
export function sendNoticeWith(parts: NoticeParts): (job: NoticeJob) => Promise<void> {
  return async (job) => {
    const { person, request, deviceName, now } = await load(parts.database, job)
    if (person === null || person.disabledAt !== null) return
    const language = person.language ?? 'en'
    const texts = noticeTexts[language]
    const body = bodyOf(job, request, deviceName, language)
    if (body === null) return
    await parts.send({
      to: person.email,
      subject: texts.subject,
      language,
      text: [
        texts.greeting(person.name),
        body,
        texts.when(now),
        texts.look(`${parts.origin()}/activity`),
        texts.notYou(`${parts.origin()}/contact`),
        texts.never,
        parts.organisation,
      ].join('\n\n'),
    })
  }
}

async function load(database: Database, job: NoticeJob) {
  return database.transaction(async (stores) => {
    const person = await stores.people.byId(job.personId)
    const request = job.requestId === null ? null : await stores.requests.byId(job.requestId)
    const device = request === null ? null : await stores.devices.byId(request.deviceId)
    return { person, request, deviceName: device?.name ?? '', now: await stores.now() }
  })
}

function bodyOf(job: NoticeJob, request: Request | null, deviceName: string, language: Language): string | null {
  const texts = noticeTexts[language]
  if (job.notice === 'sign-in-refused') return texts.signInRefused
  if (isCredentialChange(job.notice)) return texts.credentials[job.notice]
  if (request === null) return null
  const about = texts.about(deviceName, request.reference)
  if (job.notice === 'act-asked') return `${texts.asked}\n${about}`
  const { outcome } = request
  return outcome === null ? null : `${texts.settled[outcome.result]}\n${about}`
}

function isCredentialChange(notice: string): notice is CredentialChange {
  return notice === 'credentials-set' || notice === 'credentials-replaced' || notice === 'recovery-code-used'
}

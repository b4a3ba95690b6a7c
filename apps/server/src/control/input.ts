import { readEmail, readPersonName, roles } from '@latchkey/domain'
import { z } from 'zod'

/* What several commands take, each with the sentence that says what it must be. */

/** Keeps what `read` makes of a text; null is what it refuses. */
function text(read: (typed: string) => string | null, sentence: string): z.ZodType<string> {
  return z.string(sentence).transform((typed, context) => {
    const kept = read(typed)
    if (kept !== null) return kept
    context.addIssue({ code: 'custom', message: sentence })
    return z.NEVER
  })
}

export const Email = text(readEmail, 'must be one e-mail address.')
export const PersonName = text(readPersonName, 'must be 1 to 100 printable characters.')
export const RoleName = z.enum(roles, `must be ${roles.slice(0, -1).join(', ')} or ${roles.at(-1)}.`)
/** An address or an id of a person, an id of a device. */
export const Who = z.string('is missing.').min(1, 'is missing.').max(254, 'is too long.')

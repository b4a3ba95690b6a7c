import type { Confirmation, Effect, Person } from '@latchkey/domain'

/** Audit of a sign-in that was refused; of an intent's too, which has failed with it. */
export function refusedSignIn(
  intent: Confirmation | null,
  reason: string,
  reference: string,
  issuer: string | null,
): Effect {
  return {
    type: 'audited',
    event: {
      actor: { kind: 'system' },
      what: intent === null ? 'sign-in-refused' : 'confirmation-refused',
      subjectPersonId: intent?.personId ?? null,
      deviceId: intent?.deviceId ?? null,
      requestId: null,
      detail: { reason, reference, issuer, confirmation: intent?.id ?? null },
    },
  }
}

/** Audit of something a person did to their own sign-in. */
export function personDid(
  person: Person,
  what: 'signed-in' | 'signed-out' | 'confirmation-verified' | 'confirmation-refused',
  deviceId: string | null,
  detail: Readonly<Record<string, string | number | boolean | null>>,
): Effect {
  return {
    type: 'audited',
    event: {
      actor: { kind: 'person', personId: person.id },
      what,
      subjectPersonId: person.id,
      deviceId,
      requestId: null,
      detail,
    },
  }
}

/** What a sealed unlock token is bound to: moved to another enrolment, it does not open. */
export function unlockTokenContext(enrolmentId: string): string {
  return `unlock_token|${enrolmentId}|token`
}

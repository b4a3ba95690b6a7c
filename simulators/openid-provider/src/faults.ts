/** What can be made to go wrong, each by its own switch; all off at the start. */
export type Faults = {
  /** Claims put into the ID token over the right ones, of any JSON type. */
  readonly claims: Readonly<Record<string, unknown>>
  /** Claims left out of the ID token. */
  readonly absent: readonly string[]
  /** Signs in silently whatever `prompt` and `max_age` say, and tells the old auth_time. */
  readonly silent: boolean
  readonly signature: 'right' | 'wrong-key' | 'bad-kid' | 'none' | 'hs256'
  /** `iss` of the authorization response (RFC 9207): another one, null for none though announced, undefined: right. */
  readonly responseIssuer: string | null | undefined
  /** The authorization endpoint answers with this error. */
  readonly error: string | null
  /** The token endpoint answers with this error. */
  readonly tokenError: string | null
  /** Takes a code as often as it comes. */
  readonly codeReplay: boolean
  /** Checks no PKCE verifier. */
  readonly noPkce: boolean
  /** Milliseconds before each answer. */
  readonly slow: number
  /** Cuts every connection. */
  readonly down: boolean
}

export const noFaults: Faults = {
  claims: {},
  absent: [],
  silent: false,
  signature: 'right',
  responseIssuer: undefined,
  error: null,
  tokenError: null,
  codeReplay: false,
  noPkce: false,
  slow: 0,
  down: false,
}

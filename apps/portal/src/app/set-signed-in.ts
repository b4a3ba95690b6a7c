import type { SignedIn, Start } from '@latchkey/portal-api'
import type { QueryClient } from '@tanstack/react-query'
import { startKey } from './start.ts'

/** The session as the server has just told it; null: over, and everything of the person is forgotten. */
export function setSignedIn(queries: QueryClient, signedIn: SignedIn | null): void {
  queries.setQueryData<Start>(startKey, (start) => start && { ...start, signedIn })
  if (signedIn === null) queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== startKey[0] })
}

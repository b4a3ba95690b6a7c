import { useQueryClient } from '@tanstack/react-query'
import { useParts } from './parts.tsx'

/** Ends the session and leaves for a page that can't be gone back to; what was on this one is forgotten first. */
export function useSignOut(): () => void {
  const { api, leave } = useParts()
  const queries = useQueryClient()
  return () => {
    api.post<{ location: string }>('/api/session/end').then(
      ({ location }) => {
        queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'start' })
        leave(location, true)
      },
      () => leave('/', true),
    )
  }
}

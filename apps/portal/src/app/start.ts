import type { SignedIn, Start } from '@latchkey/portal-api'
import { useQuery } from '@tanstack/react-query'
import { useParts } from './parts.tsx'

/** What the server wrote into the page. Throws when it is not there: then this page is not the server's. */
export function readStart(document: Document): Start {
  const text = document.getElementById('start')?.textContent
  if (!text) throw new Error('The page carries no start document')
  return JSON.parse(text) as Start
}

export const startKey = ['start'] as const

export function useStart(): Start {
  const { api, clock } = useParts()
  const { data } = useQuery({
    queryKey: startKey,
    queryFn: async ({ signal }) => {
      const start = await api.get<Start>('/api/start', signal)
      clock.set(start.now)
      return start
    },
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  if (data === undefined) throw new Error('The start document was not put into the cache')
  return data
}

/** For pages that only a signed-in person reaches. */
export function useSignedIn(): SignedIn {
  const { signedIn } = useStart()
  if (signedIn === null) throw new Error('Nobody is signed in')
  return signedIn
}

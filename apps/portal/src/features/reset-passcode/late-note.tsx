import type { Request as ActRequest } from '@latchkey/portal-api'
import { Trans } from '@lingui/react/macro'
import { Note } from '../../ui/note.tsx'

/** The answer came after we had stopped waiting for it. */
export function LateNote({ request }: { request: ActRequest | null }) {
  if (request?.late !== true) return null
  return (
    <Note tone="plain" icon="clock">
      <Trans>The answer came late, after we had stopped waiting. It counts all the same.</Trans>
    </Note>
  )
}

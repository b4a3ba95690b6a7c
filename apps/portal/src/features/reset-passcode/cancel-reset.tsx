import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { focusHeading } from '../../app/heading.tsx'
import { useParts } from '../../app/parts.tsx'
import { deviceKey, devicesKey } from '../../app/queries.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** Takes the request back; the server has the last word on whether it was in time. */
export function CancelReset({ deviceId, requestId }: { deviceId: string; requestId: string }) {
  const { api } = useParts()
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => api.post(`/api/requests/${encodeURIComponent(requestId)}/cancel`),
    onSettled: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: deviceKey(deviceId) }),
        queries.invalidateQueries({ queryKey: devicesKey }),
      ])
      focusHeading()
    },
  })
  return (
    <>
      <button
        type="button"
        className="btn"
        aria-disabled={cancel.isPending}
        onClick={() => cancel.isPending || cancel.mutate()}
      >
        <Trans>Cancel the reset</Trans>
      </button>
      <span className="small muted">
        <Trans>Possible until your device has fetched it.</Trans>
      </span>
      {cancel.error !== null && <ProblemNote error={cancel.error} />}
    </>
  )
}

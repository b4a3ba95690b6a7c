import { Trans } from '@lingui/react/macro'

/** Shown only when a page takes longer than a blink. */
export function Loading() {
  return (
    <p className="wrap loading">
      <Trans>One moment</Trans>
    </p>
  )
}

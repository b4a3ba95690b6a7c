import { Trans } from '@lingui/react/macro'

export function PrintButton() {
  return (
    <button type="button" className="btn" onClick={() => window.print()}>
      <Trans>Print this page</Trans>
    </button>
  )
}

import { Trans } from '@lingui/react/macro'

/** What nobody can do from outside: a PC's own PIN. */
export function WindowsPin() {
  return (
    <div className="platform stack">
      <h3>
        <Trans>Windows PC</Trans>
      </h3>
      <p>
        <Trans>A PC’s PIN can’t be reset from here, but on the PC itself:</Trans>
      </p>
      <ol className="num">
        <li>
          <span>
            <Trans>
              On its sign-in screen, choose <b>I forgot my PIN</b>.
            </Trans>
          </span>
        </li>
        <li>
          <span>
            <Trans>Sign in with your work account.</Trans>
          </span>
        </li>
        <li>
          <span>
            <Trans>Choose a new PIN.</Trans>
          </span>
        </li>
      </ol>
    </div>
  )
}

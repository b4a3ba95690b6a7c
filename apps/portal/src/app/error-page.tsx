import { Trans } from '@lingui/react/macro'
import { Component, type ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { asProblem } from './problem-error.ts'

type Props = { readonly children: ReactNode; readonly place: string }

/** What stands where a page broke: what to do, and a reference made from the place and the time. */
export class ErrorBoundary extends Component<Props, { readonly broken: string | null }> {
  override state = { broken: null as string | null }

  static getDerivedStateFromError(error: unknown) {
    const { reference } = asProblem(error)
    return {
      broken:
        reference ||
        `P-${Math.floor(Date.now() / 1000)
          .toString(36)
          .toUpperCase()}`,
    }
  }

  override componentDidUpdate(before: Props) {
    if (before.place !== this.props.place && this.state.broken !== null) this.setState({ broken: null })
  }

  override render() {
    const { broken } = this.state
    if (broken === null) return this.props.children
    return (
      <div className="wrap plain-page" role="alert">
        <h1>
          <Trans>This page stopped working</Trans>
        </h1>
        <p className="lead">
          <Trans>Nothing was sent because of it. Load it again; what runs on a device goes on by itself.</Trans>
        </p>
        <div className="row">
          <button type="button" className="btn primary" onClick={() => location.reload()}>
            <Icon name="sync" />
            <Trans>Load again</Trans>
          </button>
          <a className="btn" href="/contact">
            <Trans>Contact support</Trans>
          </a>
        </div>
        <p className="small muted">
          <Trans>
            Reference for support: <b>{broken}</b>
          </Trans>
        </p>
      </div>
    )
  }
}

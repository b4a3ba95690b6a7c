import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { Heading } from '../../app/heading.tsx'

/** No such page, or not this person's: the same answer for both. */
export default function NotFoundPage() {
  const { t } = useLingui()
  return (
    <div className="wrap plain-page">
      <Heading title={t`There is nothing behind this door`} />
      <p className="lead">
        <Trans>The page doesn’t exist, or it isn’t yours to see.</Trans>
      </p>
      <div className="row">
        <Link className="btn primary" to="/">
          <Trans>To your devices</Trans>
        </Link>
        <Link className="btn" to="/contact">
          <Trans>Contact support</Trans>
        </Link>
      </div>
    </div>
  )
}

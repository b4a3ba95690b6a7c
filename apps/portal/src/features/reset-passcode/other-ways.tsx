import type { Device } from '@latchkey/portal-api'
import { Trans } from '@lingui/react/macro'
import { ContactCard } from '../contact/contact-card.tsx'

/** State 1a: for now, support only. */
export function OtherWays({ device, onBack, onClose }: { device: Device; onBack: () => void; onClose: () => void }) {
  const { model, lastFour } = device
  const serial = lastFour ?? '—'
  return (
    <>
      <div className="say">
        <p>
          <Trans>
            While you are signed in here, you are not locked out. Support can help you in person, without your second
            factor.
          </Trans>
        </p>
        <p>
          <Trans>
            Tell them:{' '}
            <b>
              {model}, serial … {serial}
            </b>
            .
          </Trans>
        </p>
      </div>
      <ContactCard />
      <p className="small muted">
        <Trans>Other ways, such as a recovery code or a passkey elsewhere, are not yet in this version.</Trans>
      </p>
      <div className="acts2">
        <button type="button" className="btn big" onClick={onBack}>
          <Trans>Back</Trans>
        </button>
        <button type="button" className="btn big" onClick={onClose}>
          <Trans>Cancel</Trans>
        </button>
      </div>
    </>
  )
}

import { Trans } from '@lingui/react/macro'
import { Note } from '../../ui/note.tsx'
import { ContactCard } from '../contact/contact-card.tsx'

/** *I don't have it*: what will be offered here later, and whom to call today. */
export function NotInHand({ onBack, onClose }: { onBack: () => void; onClose: () => void }) {
  return (
    <>
      <p>
        <Trans>A reset would open it for whoever has it now. Nothing has been sent.</Trans>
      </p>
      <Note tone="plain">
        <Trans>
          Marking a device as lost, locking it and erasing it are not yet in this version. Tell support at once: they
          must know, and can stop what opens your accounts.
        </Trans>
      </Note>
      <ContactCard />
      <div className="acts2">
        <button type="button" className="btn big" onClick={onBack}>
          <Trans>Back</Trans>
        </button>
        <button type="button" className="btn big" onClick={onClose}>
          <Trans>Cancel the reset</Trans>
        </button>
      </div>
    </>
  )
}

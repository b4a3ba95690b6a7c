import { Trans } from '@lingui/react/macro'
import { useStart } from '../../app/start.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'

/** Whom to call: only what is set is shown, and never an empty card. */
export function ContactCard() {
  const { contact, name } = useStart().organisation
  const { phone, email, websiteUrl, websiteName, note } = contact
  const ways = [phone, email, websiteUrl].filter((way) => way !== null)
  return (
    <div className="reach-box">
      {contact.name !== null && (
        <p>
          <b>{contact.name}</b>
        </p>
      )}
      <ul className="reach">
        {phone !== null && (
          <Way icon="call" to={`tel:${phone.replace(/[^+\d]/g, '')}`} label={<Trans>Phone</Trans>} value={phone} />
        )}
        {email !== null && <Way icon="mail" to={`mailto:${email}`} label={<Trans>E-mail</Trans>} value={email} />}
        {websiteUrl !== null && (
          <Way
            icon="globe"
            to={websiteUrl}
            label={<Trans>Website</Trans>}
            value={websiteName ?? <Trans>Support’s website</Trans>}
          />
        )}
      </ul>
      {ways.length === 0 && (
        <p>
          <Trans>{name} has written down no phone number or address here. Ask a colleague, or at the reception.</Trans>
        </p>
      )}
      {note !== null && <p className="muted">{note}</p>}
    </div>
  )
}

type WayProps = {
  readonly icon: IconName
  readonly to: string
  readonly label: React.ReactNode
  readonly value: React.ReactNode
}

function Way({ icon, to, label, value }: WayProps) {
  return (
    <li>
      <a className="way" href={to} rel="noreferrer">
        <span className="disc">
          <Icon name={icon} />
        </span>
        <span>
          <span className="small muted">{label}</span>
          <b>{value}</b>
        </span>
      </a>
    </li>
  )
}

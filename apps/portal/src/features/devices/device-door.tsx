import type { DeviceTile, Request as ActRequest } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { deviceNoun } from '../../words/device-noun.ts'
import { Doorway, lampOf } from '../../ui/doorway.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Ready } from '../../ui/ready.tsx'

/** One device as a door to its page. */
export function DeviceDoor({ device, repeated }: { device: DeviceTile; repeated: boolean }) {
  const { running } = device
  const { lastFour } = device
  return (
    <Link className={running === null ? 'door' : 'door now'} to={`/devices/${device.id}`}>
      <Doorway device={device} lamp={lampOf(device)} />
      <span className="plate">
        <span className="name">{device.name}</span>
        <span className="model">
          {[device.maker, device.model].filter(Boolean).join(' ')}
          {repeated && lastFour !== null && <Trans> · serial … {lastFour}</Trans>}
        </span>
        {running === null ? <Ready device={device} /> : <Running device={device} request={running} />}
      </span>
      <Icon name="next" />
    </Link>
  )
}

function Running({ device, request }: { device: DeviceTile; request: ActRequest }) {
  const { t, i18n } = useLingui()
  const noun = deviceNoun(device, i18n)
  const fetched = request.handedOverAt !== null
  const step = fetched ? 2 : 1
  return (
    <>
      <span className="run">
        {request.act === 'reset-passcode' ? (
          <Trans>Resetting the passcode</Trans>
        ) : (
          <Trans>A command is under way</Trans>
        )}
      </span>
      <span className="steps3" role="img" aria-label={t`Step ${step} of 3`}>
        <i className="on" />
        <i className={fetched ? 'on' : ''} />
        <i />
      </span>
      <span className="model">
        {fetched ? <Trans>Your {noun} has fetched the command.</Trans> : <Trans>Your {noun} has been called.</Trans>}
      </span>
      <span className="cta">
        <Trans>Follow it live</Trans> <Icon name="next" small />
      </span>
    </>
  )
}

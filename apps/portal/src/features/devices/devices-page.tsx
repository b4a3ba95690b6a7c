import type { DeviceTile } from '@latchkey/portal-api'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import { useAnnounce } from '../../app/announcer.tsx'
import { Heading } from '../../app/heading.tsx'
import { useDevices } from '../../app/queries.ts'
import { useStart } from '../../app/start.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { DeviceDoor } from './device-door.tsx'
import { GrayBanner } from './gray-banner.tsx'
import { NoDevices } from './no-devices.tsx'
import { inOrder, matching, repeatedNames } from './order.ts'

/** A door for each device of the person. */
export function DevicesPage() {
  const { t } = useLingui()
  const { data, error, refetch } = useDevices()
  const [params] = useSearchParams()
  const wanted = params.get('q') ?? ''
  const borrowed = useStart().signedIn?.borrowed ?? true
  return (
    <div className="wrap">
      <div className="page-head">
        <Heading title={t`Devices`} />
        <p>
          <Trans>Forgot a passcode? Choose the device. It takes about a minute.</Trans>
        </p>
      </div>
      {data !== undefined ? (
        <Doors devices={data.devices} wanted={wanted} borrowed={borrowed} />
      ) : error !== null ? (
        <div className="stack">
          <ProblemNote error={error} />
          <button type="button" className="btn" onClick={() => void refetch()}>
            <Trans>Try again</Trans>
          </button>
        </div>
      ) : (
        <DoorsToCome />
      )}
    </div>
  )
}

function Doors({ devices, wanted, borrowed }: { devices: readonly DeviceTile[]; wanted: string; borrowed: boolean }) {
  const { t } = useLingui()
  const announce = useAnnounce()
  const repeated = repeatedNames(devices)
  const found = inOrder(matching(devices, wanted))
  const count = found.length
  const told = wanted === '' ? '' : t`${plural(count, { one: '# device found', other: '# devices found' })}`
  useEffect(() => {
    if (told !== '') announce(told)
  }, [told, announce])

  if (devices.length === 0) return <NoDevices />
  return (
    <>
      {count === 0 && (
        <p className="muted">
          <Trans>No device of yours is called “{wanted}”.</Trans>
        </p>
      )}
      <ul className="doors">
        {found.map((device) => (
          <li key={device.id}>
            <DeviceDoor device={device} repeated={repeated.has(device.name)} />
          </li>
        ))}
      </ul>
      {!borrowed && <GrayBanner />}
    </>
  )
}

/** Dark doors while the devices come: the page doesn't jump when they are there. */
function DoorsToCome() {
  const { t } = useLingui()
  return (
    <ul className="doors" aria-label={t`Your devices are coming`}>
      {[1, 2, 3].map((place) => (
        <li key={place}>
          <span className="door to-come">
            <span className="bay" />
            <span className="plate" />
          </span>
        </li>
      ))}
    </ul>
  )
}

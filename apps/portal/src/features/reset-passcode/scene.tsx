import type { Device } from '@latchkey/portal-api'
import { useEffect, type ReactNode } from 'react'
import { useAnnounce } from '../../app/announcer.tsx'
import { focusHeading, Heading } from '../../app/heading.tsx'
import { Doorway, type Lamp } from '../../ui/doorway.tsx'

type SceneProps = {
  readonly device: Device
  readonly lamp: Lamp
  readonly open?: boolean
  readonly title: string
  readonly lead: ReactNode
  readonly children: ReactNode
}

/** One door, one sentence, what to do. Said aloud when it takes the place of another. */
export function Scene({ device, lamp, open, title, lead, children }: SceneProps) {
  const announce = useAnnounce()
  useEffect(() => announce(title), [title, announce])
  useEffect(() => {
    // What had the focus went away with the scene before.
    if (document.activeElement === document.body) focusHeading()
  }, [])
  return (
    <div className="wrap scene">
      <div className="door-frame">
        <Doorway device={device} lamp={lamp} open={open ?? false} />
      </div>
      <div className="stack">
        <div className="lead">
          <Heading title={title} />
          <p className="about">{[device.name, device.model].filter(Boolean).join(' · ')}</p>
          <p>{lead}</p>
        </div>
        {children}
      </div>
    </div>
  )
}

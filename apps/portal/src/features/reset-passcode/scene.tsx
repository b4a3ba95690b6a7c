import type { Device } from '@latchkey/portal-api'
import { useEffect, type ReactNode } from 'react'
import { useAnnounce } from '../../app/announcer.tsx'
import { Heading } from '../../app/heading.tsx'
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
  return (
    <div className="wrap scene">
      <div className="door-frame">
        <Doorway device={device} lamp={lamp} open={open ?? false} />
      </div>
      <div className="stack">
        <div className="lead">
          <Heading title={title} />
          <p>{lead}</p>
        </div>
        {children}
      </div>
    </div>
  )
}

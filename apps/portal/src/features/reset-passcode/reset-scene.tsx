import type { Device } from '@latchkey/portal-api'
import type { Stage } from './stage.ts'
import { Refused } from './refused.tsx'
import { Removed } from './removed.tsx'
import { TemporaryPasscode } from './temporary-passcode.tsx'
import { TooLate } from './too-late.tsx'
import { Unknown } from './unknown.tsx'
import { Unsent } from './unsent.tsx'
import { Waiting } from './waiting.tsx'

type SceneProps = {
  readonly device: Device
  readonly stage: Exclude<Stage, { name: 'idle' }>
  readonly onReset: () => void
  readonly onPutAway: (requestId: string) => void
  readonly onForget: () => void
}

/** The device page while a reset of it runs, and how it ended. */
export function ResetScene({ device, stage, onReset, onPutAway, onForget }: SceneProps) {
  switch (stage.name) {
    case 'too-late':
      return <TooLate device={device} onForget={onForget} />
    case 'waiting':
      return <Waiting device={device} request={stage.request} />
    case 'temporary':
      return <TemporaryPasscode device={device} until={stage.until} showable={stage.showable} request={stage.request} />
    case 'removed':
      return <Removed device={device} request={stage.request} onPutAway={() => onPutAway(stage.request.id)} />
    case 'refused':
      return (
        <Refused
          device={device}
          request={stage.request}
          onReset={onReset}
          onPutAway={() => onPutAway(stage.request.id)}
        />
      )
    case 'unknown':
      return (
        <Unknown
          device={device}
          request={stage.request}
          onReset={onReset}
          onPutAway={() => onPutAway(stage.request.id)}
        />
      )
    case 'unsent':
      return (
        <Unsent
          device={device}
          request={stage.request}
          onReset={onReset}
          onPutAway={() => onPutAway(stage.request.id)}
        />
      )
  }
}

import type { Device, Request as ActRequest } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Scene } from './scene.tsx'
import { deviceNoun } from '../../words/device-noun.ts'
import { CancelReset } from './cancel-reset.tsx'
import { Progress } from './progress.tsx'
import { Tips } from './tips.tsx'

/** State 4: the device's progress, live, what helps, and the way back while there is one. */
export function Waiting({ device, request }: { device: Device; request: ActRequest }) {
  const { t, i18n } = useLingui()
  const noun = deviceNoun(device, i18n)
  const fetched = request.handedOverAt !== null
  return (
    <Scene
      device={device}
      lamp="wait"
      title={fetched ? t`Your ${noun} has fetched it` : t`Waiting for your ${noun}`}
      lead={
        <Trans>
          Most devices answer within a minute. Stay here, or come back: the flag above and an e-mail will tell you.
        </Trans>
      }
    >
      <section className="card" aria-label={t`Progress`}>
        <Progress device={device} request={request} />
        <div className="undo">
          {request.cancellable ? (
            <CancelReset deviceId={device.id} requestId={request.id} />
          ) : (
            <span className="small muted">
              <Trans>It can’t be cancelled any more.</Trans>
            </span>
          )}
        </div>
      </section>
      <Tips />
    </Scene>
  )
}

import type { Device, Request as ActRequest } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useNow } from '../../app/use-now.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { useWhen } from '../../ui/when.ts'
import { deviceNoun } from '../../words/device-noun.ts'

type StepState = 'on' | 'go' | 'todo'

/** Asked, fetched, done: three doors, the present one breathing. */
export function Progress({ device, request }: { device: Device; request: ActRequest }) {
  const { t, i18n } = useLingui()
  const when = useWhen()
  const noun = deviceNoun(device, i18n)
  const { handedOverAt } = request
  const fetched = handedOverAt !== null
  const removes = device.readiness.verdict === 'no' || device.readiness.effect === 'removed'
  return (
    <ol className="path" aria-label={t`Progress`}>
      <Step
        state="on"
        icon="check"
        name={<Trans>Asked</Trans>}
        text={<Trans>We called your {noun}.</Trans>}
        time={when.exactly(request.askedAt)}
      />
      <Step
        state={fetched ? 'on' : 'go'}
        icon={fetched ? 'check' : 'fetch'}
        name={fetched ? <Trans>Fetched</Trans> : <Trans>To be fetched</Trans>}
        text={
          fetched ? <Trans>It has the command.</Trans> : <Trans>It comes for it as soon as it can be reached.</Trans>
        }
        time={fetched ? when.exactly(handedOverAt) : <Since from={request.askedAt} />}
      />
      <Step
        state={fetched ? 'go' : 'todo'}
        icon={removes ? 'unlock' : 'key'}
        name={<Trans>Done</Trans>}
        text={removes ? <Trans>The passcode is off.</Trans> : <Trans>Your temporary passcode appears here.</Trans>}
        time={fetched ? <Since from={handedOverAt} /> : null}
      />
    </ol>
  )
}

type StepProps = {
  readonly state: StepState
  readonly icon: IconName
  readonly name: ReactNode
  readonly text: ReactNode
  readonly time: ReactNode
}

function Step({ state, icon, name, text, time }: StepProps) {
  return (
    <li className={state} aria-current={state === 'go' ? 'step' : undefined}>
      <span className="knob">
        <Icon name={icon} />
      </span>
      <span>
        <b>
          {name}
          {state === 'on' && (
            <span className="vh">
              <Trans> (done)</Trans>
            </span>
          )}
        </b>
        <small>{text}</small>
      </span>
      {time !== null && <time>{time}</time>}
    </li>
  )
}

/** How long a step has been going on; not read aloud every second. */
function Since({ from }: { from: string }) {
  const { t } = useLingui()
  const seconds = Math.max(0, Math.round((useNow(1_000) - Date.parse(from)) / 1_000))
  const minutes = Math.floor(seconds / 60)
  return <span aria-hidden="true">{seconds < 60 ? t`${seconds} s` : t`${minutes} min`}</span>
}

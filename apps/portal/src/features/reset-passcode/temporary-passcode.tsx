import type { Device, Request as ActRequest } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { focusHeading } from '../../app/heading.tsx'
import { useParts } from '../../app/parts.tsx'
import { deviceKey } from '../../app/queries.ts'
import { useSignOut } from '../../app/sign-out.ts'
import { useStart } from '../../app/start.ts'
import { Icon } from '../../ui/icon.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useWhen } from '../../ui/when.ts'
import { deviceNoun } from '../../words/device-noun.ts'
import { LateNote } from './late-note.tsx'
import { PasscodeCard } from './passcode-card.tsx'
import { Scene } from './scene.tsx'

type TemporaryProps = {
  readonly device: Device
  readonly until: string
  readonly showable: boolean
  readonly request: ActRequest | null
}

/** State 5: a temporary passcode is in force. */
export function TemporaryPasscode({ device, until, showable, request }: TemporaryProps) {
  const { t, i18n } = useLingui()
  const { api } = useParts()
  const { signedIn } = useStart()
  const queries = useQueryClient()
  const when = useWhen()
  const signOut = useSignOut()
  const noun = deviceNoun(device, i18n)
  const borrowed = signedIn?.borrowed === true
  const workProfile = device.readiness.verdict !== 'no' && device.readiness.effect === 'temporary-work-profile'
  const settled = request?.settledAt ?? null
  const resetAt = settled === null ? '' : when.exactly(settled)
  const gone = when.at(until)
  const finish = useMutation({
    mutationFn: () => api.post(`/api/devices/${encodeURIComponent(device.id)}/passcode/done`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: deviceKey(device.id) })
      focusHeading()
    },
  })

  return (
    <Scene
      device={device}
      lamp="lit"
      title={workProfile ? t`Your work profile has a new passcode` : t`Your ${noun} has a new passcode`}
      lead={
        settled === null ? (
          <Trans>It stays in force until you change it.</Trans>
        ) : (
          <Trans>Made at {resetAt}. It stays in force until you change it.</Trans>
        )
      }
    >
      <LateNote request={request} />
      <PasscodeCard device={device} showable={showable} borrowed={borrowed} />
      <section className="card then">
        <h2>
          <Trans>Now, on your {noun}</Trans>
        </h2>
        <ol className="num">
          <li>
            <span>
              <Trans>Unlock it with the passcode above.</Trans>
            </span>
          </li>
          <li>
            <span>
              {device.platform === 'android' ? (
                <Trans>
                  Go to <b>Settings</b>, <b>Security</b>, <b>Screen lock</b> and choose your own.
                </Trans>
              ) : (
                <Trans>
                  Go to <b>Settings</b>, <b>Accounts</b>, <b>Sign-in options</b> (or <b>Lock screen</b>) and choose your
                  own.
                </Trans>
              )}
            </span>
          </li>
          <li>
            <span>
              <Trans>Come back and tell us. We then forget this one.</Trans>
            </span>
          </li>
        </ol>
        <div className="then-do">
          <button
            type="button"
            className="btn"
            aria-disabled={finish.isPending}
            onClick={() => finish.isPending || finish.mutate()}
          >
            <Icon name="check" />
            <Trans>Done, I’ve chosen my own</Trans>
          </button>
          <span className="small muted">
            <Trans>
              We forget it by {gone} in any case. On your {noun} it stays in force until you change it.
            </Trans>
          </span>
          {finish.error !== null && <ProblemNote error={finish.error} />}
        </div>
      </section>
      {borrowed && (
        <div className="row">
          <button type="button" className="btn primary" onClick={signOut}>
            <Trans>Finished? Sign out of this device</Trans>
          </button>
        </div>
      )}
    </Scene>
  )
}

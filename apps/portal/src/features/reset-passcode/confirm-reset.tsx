import type { AskedRequest, Device } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useAnnounce } from '../../app/announcer.tsx'
import { focusHeading } from '../../app/heading.tsx'
import { useParts } from '../../app/parts.tsx'
import { asProblem } from '../../app/problem-error.ts'
import { deviceKey, devicesKey } from '../../app/queries.ts'
import { useStart } from '../../app/start.ts'
import { useTimeLeft } from '../../app/time-left.ts'
import { useNow } from '../../app/use-now.ts'
import { DialogFrame } from '../../ui/dialog-frame.tsx'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useWhen } from '../../ui/when.ts'
import { deviceNoun } from '../../words/device-noun.ts'
import { effects } from '../../words/effects.ts'
import { obstacles } from '../../words/obstacles.ts'
import { needsNewConfirmation } from '../../words/problems.ts'
import { PasscodeHelp } from '../help/passcode-help.tsx'
import { NotInHand } from './not-in-hand.tsx'

type ConfirmProps = {
  readonly device: Device
  readonly closesAt: string
  readonly onClose: (tooLate: boolean) => void
}

/** State 3: what will happen, the warning, the tick, and the button. Opens by itself after the sign-in. */
export default function ConfirmReset({ device, closesAt, onClose }: ConfirmProps) {
  const { t, i18n } = useLingui()
  const { api } = useParts()
  const { strength } = useStart()
  const queries = useQueryClient()
  const announce = useAnnounce()
  const when = useWhen()
  const noun = deviceNoun(device, i18n)
  const until = Date.parse(closesAt)
  const left = useTimeLeft(until)
  const over = useNow(1_000) >= until
  const [inHand, setInHand] = useState(false)
  const [missed, setMissed] = useState(false)
  const [notInHand, setNotInHand] = useState(false)
  const [more, setMore] = useState(false)
  const tick = useRef<HTMLInputElement>(null)

  const send = useMutation({
    mutationFn: () =>
      api.post<AskedRequest>(`/api/devices/${encodeURIComponent(device.id)}/requests`, {
        act: 'reset-passcode',
        deviceInHand: true,
      }),
    onSuccess: ({ request }) => {
      queries.setQueryData<Device>(
        deviceKey(device.id),
        (old) => old && { ...old, running: request, lastReset: request, confirmation: null },
      )
      void queries.invalidateQueries({ queryKey: deviceKey(device.id) })
      void queries.invalidateQueries({ queryKey: devicesKey })
      announce(t`Asked. Your ${noun} is being called.`)
      focusHeading()
    },
    onError: (error) => {
      if (needsNewConfirmation(asProblem(error))) onClose(true)
    },
  })

  useEffect(() => {
    if (over && !send.isPending) onClose(true)
  }, [over, send.isPending, onClose])

  function cancel() {
    // Whether or not the server hears of it: unused, the confirmation ends by itself.
    api.post('/api/confirmation/cancel').catch(() => {})
    onClose(false)
    focusHeading()
  }
  function press() {
    if (send.isPending || send.isSuccess) return
    if (inHand) return send.mutate()
    setMissed(true)
    tick.current?.focus()
  }

  const { readiness, lastFour, lastSeenAt } = device
  const effect = readiness.verdict === 'no' ? null : effects[readiness.effect]
  const about = [device.name, device.model, lastFour === null ? '' : t`serial … ${lastFour}`]
    .filter(Boolean)
    .join(' · ')
  const seen = lastSeenAt === null ? null : when.ago(lastSeenAt)
  const under = (
    <>
      {about}
      <br />
      {seen === null ? <Trans>Not in touch yet</Trans> : <Trans>Last seen {seen}</Trans>}
    </>
  )
  if (effect === null) return <NoLongerPossible device={device} onClose={cancel} />
  const missing = missed && !inHand
  const dialogTitle = notInHand ? t`Then don’t open it` : t`Reset your ${noun}’s passcode?`
  return (
    <DialogFrame title={dialogTitle} under={under} device={device} onClose={cancel} step={String(notInHand)}>
      {notInHand ? (
        <NotInHand onBack={() => setNotInHand(false)} onClose={cancel} />
      ) : (
        <>
          <div className="say">
            {effect.happens.map((text, at) => (
              <p key={at} className={at === 0 ? 'first' : ''}>
                {i18n._({ ...text, values: { noun } })}
              </p>
            ))}
          </div>
          <Note tone="warm">
            <b>
              <Trans>Is it in your hands?</Trans>
            </b>{' '}
            <Trans>
              Whoever holds your {noun} can then reach most personal and company information on it. Don’t reset it
              unless you have it.
            </Trans>
          </Note>
          <div className="hand">
            <label className={missing ? 'pick missing' : 'pick'}>
              <input
                ref={tick}
                type="checkbox"
                checked={inHand}
                aria-invalid={missing}
                aria-describedby={missing ? 'tick-missing' : undefined}
                onChange={(event) => setInHand(event.target.checked)}
              />
              <b>
                <Trans>I have this device with me</Trans>
              </b>
            </label>
            <button type="button" className="btn quiet" onClick={() => setNotInHand(true)}>
              <Trans>I don’t have it</Trans>
            </button>
          </div>
          {missing && (
            <p id="tick-missing" className="wrong" role="alert">
              <Trans>Tick it first, once you hold it.</Trans>
            </p>
          )}
          <div className="say">
            <button
              type="button"
              className="linkish"
              aria-expanded={more}
              aria-controls="more-help"
              onClick={() => setMore(!more)}
            >
              <Trans>Learn more</Trans>
            </button>
            <div id="more-help" className="more-help" hidden={!more}>
              {more && <PasscodeHelp section={effect.help} level={3} />}
            </div>
          </div>
          {send.error !== null && <ProblemNote error={send.error} />}
          <div className="acts2">
            <button type="button" className="btn primary big" aria-disabled={!inHand || send.isPending} onClick={press}>
              {send.isPending ? <Trans>Asking for it</Trans> : <Trans>Reset passcode</Trans>}
            </button>
            <button type="button" className="btn big" onClick={cancel}>
              <Trans>Cancel</Trans>
            </button>
          </div>
          <p className="small muted">
            <Trans>Stays open for {left}.</Trans>{' '}
            {strength === 'one-factor' && (
              <Trans>
                You confirmed with <b>one factor</b>.
              </Trans>
            )}
          </p>
        </>
      )}
    </DialogFrame>
  )
}

/** It was ready before the sign-in, and is no longer. */
function NoLongerPossible({ device, onClose }: { device: Device; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const obstacle = device.readiness.verdict === 'no' ? obstacles[device.readiness.obstacle] : null
  return (
    <DialogFrame title={t`A reset isn’t possible here`} under={device.name} device={device} onClose={onClose}>
      {obstacle !== null && (
        <div className="say">
          <p>{i18n._(obstacle.reason)}</p>
          <p>{i18n._(obstacle.instead)}</p>
        </div>
      )}
      <div className="acts2">
        <button type="button" className="btn big" onClick={onClose}>
          <Trans>Close</Trans>
        </button>
      </div>
    </DialogFrame>
  )
}

import type { CommandState, Device } from '@latchkey/portal-api'
import { Trans } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { asProblem } from '../../app/problem-error.ts'
import { useDevice } from '../../app/queries.ts'
import { Loading } from '../../ui/loading.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import NotFoundPage from '../not-found/not-found-page.tsx'
import { usePutAway } from '../reset-passcode/put-away.ts'
import { stageOf } from '../reset-passcode/stage.ts'
import { CommandBar } from './command-bar.tsx'
import { DeviceOverview } from './device-overview.tsx'
import { ResetScene } from '../reset-passcode/reset-scene.tsx'

const AskToSignOut = lazy(() => import('../reset-passcode/ask-to-sign-out.tsx'))
const ConfirmReset = lazy(() => import('../reset-passcode/confirm-reset.tsx'))
const ReasonDialog = lazy(() => import('./reason-dialog.tsx'))
const RenameDialog = lazy(() => import('../rename/rename-dialog.tsx'))

/** A device: what can be done, how it is, and how a reset of it is going. */
export default function DevicePage() {
  const { id = '' } = useParams()
  const { data, error } = useDevice(id)
  if (data !== undefined) return <DeviceView key={id} device={data} />
  if (error === null) return <Loading />
  if (asProblem(error).code === 'not-found' || asProblem(error).status === 400) return <NotFoundPage />
  return (
    <div className="wrap plain-page">
      <ProblemNote error={error} />
      <Link className="btn" to="/">
        <Trans>Back to Devices</Trans>
      </Link>
    </div>
  )
}

function DeviceView({ device }: { device: Device }) {
  const [params, setParams] = useSearchParams()
  const [asked, ask] = useState<CommandState['act'] | null>(null)
  const [why, setWhy] = useState<CommandState | null>(null)
  const [cancelled, setCancelled] = useState<string | null>(null)
  const [read, putAway] = usePutAway()
  const stage = stageOf(device, params.get('reset') === 'expired', read)
  const { confirmation } = device
  const confirming =
    confirmation?.act === 'reset-passcode' && confirmation.closesAt !== cancelled && stage.name !== 'waiting'

  function forgetLateness() {
    if (params.has('reset')) setParams({}, { replace: true, state: { quiet: true } })
  }

  function press(command: CommandState) {
    if (command.usable) ask(command.act)
    else setWhy(command)
  }

  return (
    <>
      <CommandBar device={device} press={press} />
      {stage.name === 'idle' ? (
        <DeviceOverview device={device} onReset={() => ask('reset-passcode')} onCommand={press} />
      ) : (
        <ResetScene
          device={device}
          stage={stage}
          onReset={() => ask('reset-passcode')}
          onPutAway={putAway}
          onForget={forgetLateness}
        />
      )}
      <Suspense fallback={null}>
        {why !== null && <ReasonDialog device={device} command={why} onClose={() => setWhy(null)} />}
        {confirming && confirmation !== null ? (
          <ConfirmReset
            device={device}
            closesAt={confirmation.closesAt}
            onClose={(tooLate) => {
              setCancelled(confirmation.closesAt)
              setParams(tooLate ? { reset: 'expired' } : {}, { replace: true, state: { quiet: true } })
            }}
          />
        ) : asked === 'reset-passcode' ? (
          <AskToSignOut device={device} onClose={() => ask(null)} />
        ) : asked === 'rename' ? (
          <RenameDialog device={device} onClose={() => ask(null)} />
        ) : null}
      </Suspense>
    </>
  )
}

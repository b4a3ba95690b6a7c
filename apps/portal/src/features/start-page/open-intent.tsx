import { Trans } from '@lingui/react/macro'
import { useConfirmation } from '../../app/queries.ts'
import { useTimeLeft } from '../../app/time-left.ts'
import { StartAgain } from '../reset-passcode/start-again.tsx'
import { Note } from '../../ui/note.tsx'

/** Signed out for a reset, and here instead of on the sign-in page: how much time is left, and the way on. */
export function OpenIntent() {
  const { data } = useConfirmation()
  const confirmation = data?.confirmation
  if (confirmation?.state !== 'asked' || confirmation.closesAt === null) return null
  return <StillOpen device={confirmation.deviceName} until={Date.parse(confirmation.closesAt)} />
}

function StillOpen({ device, until }: { device: string | null; until: number }) {
  const left = useTimeLeft(until)
  return (
    <Note tone="warm" icon="clock">
      <p>
        {device === null ? (
          <Trans>
            You’re resetting a passcode. <b>{left}</b> left to sign in; nothing is sent before you say so.
          </Trans>
        ) : (
          <Trans>
            You’re resetting the passcode of <b>{device}</b>. <b>{left}</b> left to sign in; nothing is sent before you
            say so.
          </Trans>
        )}
      </p>
      <StartAgain label={<Trans>Sign in and go on</Trans>} />
    </Note>
  )
}

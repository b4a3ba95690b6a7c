import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { HelpSection } from '../../words/effects.ts'

/** What a reset does on a platform, and where to set a new passcode; in Help, and in place behind *Learn more*. */
export function PasscodeHelp({ section, level }: { section: HelpSection; level: 2 | 3 }) {
  const Title = level === 2 ? 'h2' : 'h3'
  const { title, body } = sections[section]
  return (
    <div className="platform stack" id={section}>
      <Title>{title}</Title>
      {body}
    </div>
  )
}

const sections: Readonly<Record<HelpSection, { readonly title: ReactNode; readonly body: ReactNode }>> = {
  apple: {
    title: <Trans>iPhone and iPad</Trans>,
    body: (
      <>
        <p>
          <Trans>The passcode is removed; no other is made. Until you set a new one, anyone can open the device.</Trans>
        </p>
        <ol className="num">
          <li>
            <span>
              <Trans>
                Open <b>Settings</b>, then <b>Face ID &amp; Passcode</b> or <b>Touch ID &amp; Passcode</b>.
              </Trans>
            </span>
          </li>
          <li>
            <span>
              <Trans>
                Choose <b>Turn Passcode On</b> and type a new one twice.
              </Trans>
            </span>
          </li>
          <li>
            <span>
              <Trans>
                Set up Face ID or Touch ID again there. They are off after a reset, also for purchases and in apps.
              </Trans>
            </span>
          </li>
        </ol>
      </>
    ),
  },
  android: {
    title: <Trans>Android</Trans>,
    body: (
      <>
        <p>
          <Trans>
            The present passcode stops working and a temporary one takes its place. The portal shows it to you alone; it
            stays in force until you change it.
          </Trans>
        </p>
        <ol className="num">
          <li>
            <span>
              <Trans>Unlock the device with the temporary passcode.</Trans>
            </span>
          </li>
          <li>
            <span>
              <Trans>
                Open <b>Settings</b>, <b>Security</b>, <b>Screen lock</b>, type the temporary passcode once more, and
                choose your own.
              </Trans>
            </span>
          </li>
          <li>
            <span>
              <Trans>Fingerprints and face unlock may have to be set up again in the same place.</Trans>
            </span>
          </li>
        </ol>
        <p className="muted">
          <Trans>
            With a work profile, the temporary passcode opens the work apps only. The phone’s own lock can’t be changed
            by your organisation.
          </Trans>
        </p>
      </>
    ),
  },
  windows: {
    title: <Trans>Windows phones</Trans>,
    body: (
      <>
        <p>
          <Trans>
            The phone makes a temporary passcode and the portal shows it: of letters and digits on Windows 10 Mobile, of
            digits on Windows Phone 8.1.
          </Trans>
        </p>
        <ol className="num">
          <li>
            <span>
              <Trans>Unlock the phone with the temporary passcode.</Trans>
            </span>
          </li>
          <li>
            <span>
              <Trans>
                Open <b>Settings</b>, <b>Accounts</b>, <b>Sign-in options</b> (on 8.1: <b>Settings</b>,{' '}
                <b>Lock screen</b>), and choose your own.
              </Trans>
            </span>
          </li>
          <li>
            <span>
              <Trans>Windows Hello face unlock goes on working. Sign-ins in apps may have to be set up again.</Trans>
            </span>
          </li>
        </ol>
      </>
    ),
  },
}

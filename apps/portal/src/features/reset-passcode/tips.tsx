import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../../ui/icon.tsx'

/** What helps while waiting. */
export function Tips() {
  return (
    <section className="card" aria-labelledby="tips-title">
      <h2 id="tips-title">
        <Trans>What helps</Trans>
      </h2>
      <ul className="tips row2">
        <Tip icon="power" name={<Trans>Keep it on and on its network</Trans>}>
          <Trans>Wi-Fi or mobile data, both will do. Plug it in if the battery is low.</Trans>
        </Tip>
        <Tip icon="no-restart" name={<Trans>Don’t restart it</Trans>}>
          <Trans>After a restart it may not answer until it is unlocked.</Trans>
        </Tip>
        <Tip icon="no" name={<Trans>Stop guessing</Trans>}>
          <Trans>Some devices erase themselves after too many wrong tries.</Trans>
        </Tip>
        <Tip icon="wifi" name={<Trans>Restarted already?</Trans>}>
          <Trans>
            It has forgotten its Wi-Fi until it is unlocked. A SIM card or a network cable with an adapter can bring it
            back in touch.
          </Trans>
        </Tip>
      </ul>
    </section>
  )
}

function Tip({ icon, name, children }: { icon: IconName; name: ReactNode; children: ReactNode }) {
  return (
    <li>
      <span className="disc">
        <Icon name={icon} />
      </span>
      <span>
        <b>{name}</b>
        <span>{children}</span>
      </span>
    </li>
  )
}

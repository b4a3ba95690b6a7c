import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

type Tone = 'plain' | 'warm' | 'ok' | 'bad'
const icons: Readonly<Record<Tone, IconName>> = { plain: 'info', warm: 'warn', ok: 'done', bad: 'warn' }

export function Note({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <div className={tone === 'plain' ? 'note' : `note ${tone}`}>
      <Icon name={icon ?? icons[tone]} />
      <div>{children}</div>
    </div>
  )
}

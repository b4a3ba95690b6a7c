import type { DeviceTile } from '@latchkey/portal-api'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useNow } from '../app/use-now.ts'
import { obstacles } from '../words/obstacles.ts'
import { Icon } from './icon.tsx'

const day = 24 * 60 * 60 * 1000

/** Will a reset work here: a shape and a word, never the colour alone. */
export function Ready({ device }: { device: Pick<DeviceTile, 'readiness' | 'lastSeenAt'> }) {
  const { tone, word } = useReadiness(device)
  return (
    <span className={`ready ${tone}`}>
      <Icon name={tone === 'yes' ? 'done' : tone === 'soon' ? 'clock' : 'no'} small />
      <span>{word}</span>
    </span>
  )
}

export function useReadiness({ readiness, lastSeenAt }: Pick<DeviceTile, 'readiness' | 'lastSeenAt'>): {
  readonly tone: 'yes' | 'soon' | 'no'
  readonly word: string
} {
  const { t, i18n } = useLingui()
  const now = useNow(60_000)
  switch (readiness.verdict) {
    case 'ready':
      return {
        tone: 'yes',
        word: readiness.effect === 'temporary-work-profile' ? t`Ready, work profile only` : t`Ready for a reset`,
      }
    case 'no':
      return { tone: 'no', word: i18n._(obstacles[readiness.obstacle].short) }
    case 'unsure': {
      if (readiness.doubt === 'not-known-until-tried') return { tone: 'soon', word: t`Not known until tried` }
      if (readiness.doubt === 'push-dead') return { tone: 'soon', word: t`Ready, but may answer late` }
      if (lastSeenAt === null) return { tone: 'soon', word: t`Not seen yet` }
      const days = Math.max(1, Math.floor((now - Date.parse(lastSeenAt)) / day))
      return { tone: 'soon', word: t`Not seen for ${plural(days, { one: '# day', other: '# days' })}` }
    }
  }
}

import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { useAnnounce } from './announcer.tsx'
import { useNow } from './use-now.ts'

const minute = 60_000

/** The time left in words: “4 minutes”, and seconds in the last minute. Said aloud at two minutes and at one. */
export function useTimeLeft(until: number): string {
  const { t } = useLingui()
  const announce = useAnnounce()
  const left = Math.max(0, until - useNow(1_000))
  const seconds = Math.floor(left / 1_000)
  const minutes = Math.ceil(seconds / 60)
  const words =
    seconds > 60
      ? t`${plural(minutes, { one: '# minute', other: '# minutes' })}`
      : t`${plural(seconds, { one: '# second', other: '# seconds' })}`

  const before = useRef(left)
  useEffect(() => {
    const passed = [2 * minute, minute].some((mark) => before.current > mark && left <= mark)
    before.current = left
    if (passed) announce(t`Time left: ${words}`)
  }, [left, words, announce, t])
  return words
}

import type { CommandState } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Ref } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { commands, type BarAct } from '../../words/commands.ts'

type CommandProps = {
  readonly command: CommandState
  readonly onPress: () => void
  readonly ref?: Ref<HTMLButtonElement>
}

/** One act in the bar. Unusable ones keep their focus and their press, which tells why. */
export function Command({ command, onPress, ref, ...rest }: CommandProps) {
  const { i18n } = useLingui()
  const { label, icon, danger } = commands[command.act as BarAct]
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      className={danger ? 'cmd danger' : 'cmd'}
      aria-disabled={!command.usable}
      aria-haspopup={command.usable ? undefined : 'dialog'}
      onClick={onPress}
    >
      <Icon name={icon} />
      <span className="lbl">{i18n._(label)}</span>
      {!command.usable && (
        <>
          <Icon name="help" small className="why" />
          <span className="vh">
            <Trans>, not possible: why?</Trans>
          </span>
        </>
      )}
    </button>
  )
}

import {
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Overflow,
  OverflowItem,
  useIsOverflowItemVisible,
  useOverflowMenu,
} from '@fluentui/react-components'
import type { CommandState, Device } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Link } from 'react-router'
import { Fluent } from '../../ui/fluent.tsx'
import { Icon } from '../../ui/icon.tsx'
import { barActs, commands, type BarAct } from '../../words/commands.ts'
import { Command } from './command.tsx'

type BarProps = { readonly device: Device; readonly press: (command: CommandState) => void }

/** Last to give way comes first: Reset passcode never leaves the bar. */
const priority: Readonly<Record<BarAct, number>> = {
  'reset-passcode': 5,
  rename: 4,
  remove: 3,
  'remote-lock': 2,
  'factory-reset': 1,
}

/** The acts on this device; what doesn't fit goes behind More, what can't be used tells why. */
export function CommandBar({ device, press }: BarProps) {
  const { t } = useLingui()
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const shown = barActs.flatMap((act) => device.commands.filter((command) => command.act === act))
  return (
    <Fluent>
      <nav ref={setPlace} className="cmds no-print" aria-label={t`Commands`}>
        <div className="wrap">
          <Link className="cmd back" to="/">
            <Icon name="back" />
            <span className="lbl">
              <Trans>Devices</Trans>
            </span>
          </Link>
          <span className="rule" aria-hidden="true" />
          <Overflow padding={8} minimumVisible={1}>
            <div className="cmd-row">
              {shown.map((command) => (
                <OverflowItem key={command.act} id={command.act} priority={priority[command.act as BarAct]}>
                  <Command command={command} onPress={() => press(command)} />
                </OverflowItem>
              ))}
              <More commands={shown} press={press} place={place} />
            </div>
          </Overflow>
        </div>
      </nav>
    </Fluent>
  )
}

type MoreProps = {
  readonly commands: readonly CommandState[]
  readonly press: (command: CommandState) => void
  /** The menu opens within the bar's own landmark. */
  readonly place: HTMLElement | null
}

function More({ commands: all, press, place }: MoreProps) {
  const { ref, isOverflowing } = useOverflowMenu<HTMLButtonElement>()
  if (!isOverflowing) return null
  return (
    <Menu mountNode={place}>
      <MenuTrigger disableButtonEnhancement>
        <button ref={ref} type="button" className="cmd more">
          <Icon name="more" />
          <span className="vh">
            <Trans>More (…)</Trans>
          </span>
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className="more-list">
          {all.map((command) => (
            <Hidden key={command.act} command={command} press={press} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function Hidden({ command, press }: { command: CommandState; press: (command: CommandState) => void }) {
  const { t, i18n } = useLingui()
  const visible = useIsOverflowItemVisible(command.act)
  if (visible) return null
  const { label, icon, danger } = commands[command.act as BarAct]
  const text = i18n._(label)
  return (
    <MenuItem
      className={danger && command.usable ? 'danger' : command.usable ? '' : 'unusable'}
      icon={<Icon name={icon} />}
      secondaryContent={command.usable ? undefined : <Icon name="help" small className="why" />}
      aria-label={command.usable ? text : t`${text}, not possible: why?`}
      onClick={() => press(command)}
    >
      <span className={command.usable ? '' : 'muted'}>{text}</span>
    </MenuItem>
  )
}

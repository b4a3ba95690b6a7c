import { useLingui } from '@lingui/react/macro'
import { useState, type FormEvent } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { Icon } from '../ui/icon.tsx'
import { Flyout } from './flyout.tsx'

/** Search over the devices: on their page at once, from elsewhere with Enter. */
export function SearchBox() {
  return <SearchForm className="find" />
}

/** The same behind a magnifier, where the header is narrow. */
export function SearchButton() {
  const { t } = useLingui()
  return (
    <Flyout label={t`Search your devices`} button={<Icon name="search" />} className="find-ib">
      {() => <SearchForm className="find-narrow" focus />}
    </Flyout>
  )
}

function SearchForm({ className, focus }: { className: string; focus?: boolean }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [params] = useSearchParams()
  const onDevices = pathname === '/' || pathname === '/devices'
  const [typed, type] = useState(onDevices ? (params.get('q') ?? '') : '')

  function look(text: string) {
    void navigate(text === '' ? '/' : `/?q=${encodeURIComponent(text)}`, { replace: onDevices, state: { quiet: true } })
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    look(typed)
  }
  return (
    <form className={className} role="search" onSubmit={submit}>
      <Icon name="search" />
      <input
        type="search"
        aria-label={t`Search your devices`}
        placeholder={t`Search your devices`}
        value={typed}
        autoFocus={focus}
        onChange={(event) => {
          type(event.target.value)
          if (onDevices) look(event.target.value)
        }}
      />
    </form>
  )
}

import type { Device } from '@latchkey/portal-api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { useAnnounce } from '../../app/announcer.tsx'
import { useParts } from '../../app/parts.tsx'
import { asProblem } from '../../app/problem-error.ts'
import { deviceKey, devicesKey } from '../../app/queries.ts'
import { DialogFrame } from '../../ui/dialog-frame.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** Longest name, in characters; the server has the last word. */
const longest = 40

/** A new name, in the portal at once. */
export default function RenameDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const { t } = useLingui()
  const { api } = useParts()
  const queries = useQueryClient()
  const announce = useAnnounce()
  const id = useId()
  const [name, setName] = useState(device.name)
  const [tried, setTried] = useState(false)
  const length = [...name.trim()].length
  const save = useMutation({
    mutationFn: () => api.post<Device>(`/api/devices/${encodeURIComponent(device.id)}/name`, { name }),
    onSuccess: (renamed) => {
      queries.setQueryData(deviceKey(device.id), renamed)
      void queries.invalidateQueries({ queryKey: devicesKey })
      announce(t`Renamed`)
      onClose()
    },
  })
  const refused = save.error !== null && asProblem(save.error).code === 'name-invalid'
  const wrong = refused || (tried && (length === 0 || length > longest))

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (length > 0 && length <= longest && !save.isPending) save.mutate()
  }

  return (
    <DialogFrame title={t`Rename`} under={device.name} device={device} onClose={onClose}>
      <form className="rename" onSubmit={submit}>
        <div className="field">
          <label htmlFor={id}>
            <Trans>New name</Trans>
          </label>
          <input
            id={id}
            data-first
            autoComplete="off"
            value={name}
            aria-invalid={wrong}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setName(event.target.value)
              save.reset()
            }}
          />
          <p id={`${id}-hint`} className={wrong ? 'wrong' : 'hint'}>
            {wrong ? (
              <Trans>A name has 1 to 40 letters, digits or signs. Invisible characters don’t count.</Trans>
            ) : (
              <Trans>Changes the name in this portal at once.</Trans>
            )}
          </p>
        </div>
        {save.error !== null && !refused && <ProblemNote error={save.error} />}
        <div className="acts2">
          <button className="btn primary big" aria-disabled={save.isPending}>
            <Trans>Rename</Trans>
          </button>
          <button type="button" className="btn big" onClick={onClose}>
            <Trans>Cancel</Trans>
          </button>
        </div>
      </form>
    </DialogFrame>
  )
}

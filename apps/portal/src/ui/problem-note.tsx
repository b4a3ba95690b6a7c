import { Trans, useLingui } from '@lingui/react/macro'
import { asProblem } from '../app/problem-error.ts'
import { problemText } from '../words/problems.ts'
import { Note } from './note.tsx'

/** What went wrong in plain words; the reference for support comes last. */
export function ProblemNote({ error }: { error: unknown }) {
  const { i18n } = useLingui()
  const problem = asProblem(error)
  const { reference } = problem
  return (
    <div role="alert">
      <Note tone="bad">
        <p>{i18n._(problemText(problem))}</p>
        {reference !== '' && (
          <p className="small muted">
            <Trans>
              Reference for support: <b>{reference}</b>
            </Trans>
          </p>
        )}
      </Note>
    </div>
  )
}

import { Link } from 'react-router'
import { useStart } from './start.ts'

/** The organisation's name, with its logo or, without one, its first letter in a door. */
export function Brand() {
  const { name, logoUrl } = useStart().organisation
  return (
    <Link className="org" to="/">
      {logoUrl === null ? (
        <b className="org-mark" aria-hidden="true">
          {[...name][0]?.toUpperCase()}
        </b>
      ) : (
        <img className="org-logo" src={logoUrl} alt="" />
      )}
      <span>{name}</span>
    </Link>
  )
}

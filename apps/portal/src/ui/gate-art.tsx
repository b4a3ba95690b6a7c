/** An open door with a phone in it; the same drawing as packages/look/src/gate-art.svg. */
export function GateArt() {
  return (
    <svg className="gate-art" viewBox="0 0 420 400" aria-hidden="true">
      <circle cx="210" cy="46" r="44" fill="#f3b23c" opacity="0.10" />
      <circle cx="210" cy="46" r="28" fill="#f3b23c" opacity="0.16" />
      <path d="M80 386V176a130 130 0 0 1 260 0v210z" fill="currentColor" opacity="0.16" />
      <path d="M102 386V176a108 108 0 0 1 216 0v210z" fill="#ffe3a8" />
      <path d="M134 386V178a76 76 0 0 1 152 0v208z" fill="#fff0cf" />
      <path d="M102 386V176a56 116 0 0 0-56-116v334z" fill="currentColor" opacity="0.3" />
      <path d="M318 386V176a56 116 0 0 1 56-116v334z" fill="currentColor" opacity="0.3" />
      <path
        d="M90 362V196a40 96 0 0 0-32-92v264zM330 362V196a40 96 0 0 1 32-92v264z"
        fill="var(--bar)"
        opacity="0.28"
      />
      <circle cx="60" cy="250" r="5.5" fill="#f3b23c" />
      <circle cx="360" cy="250" r="5.5" fill="#f3b23c" />
      <rect x="208.5" y="0" width="3" height="30" fill="currentColor" opacity="0.6" />
      <path d="M190 46a20 20 0 0 1 40 0z" fill="#f3b23c" />
      <path d="M102 386h216l40 14H62z" fill="#ffe3a8" />
      <path d="M0 386h46v8l-30 6H0zM420 386h-46v8l30 6h16z" fill="currentColor" opacity="0.14" />
      <g transform="translate(170 236)">
        <rect x="-2.5" y="40" width="4" height="20" rx="2" fill="#15343d" />
        <rect x="78.5" y="46" width="4" height="26" rx="2" fill="#15343d" />
        <rect width="80" height="156" rx="19" fill="#15343d" />
        <rect x="5.5" y="5.5" width="69" height="145" rx="14" fill="#fff" />
        <rect x="28" y="10.5" width="24" height="7" rx="3.5" fill="#15343d" />
        <path
          d="m25 79 11 11 20-23"
          fill="none"
          stroke="#1b6e46"
          strokeWidth="6.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <rect x="28" y="142" width="24" height="3" rx="1.5" fill="#15343d" />
      </g>
    </svg>
  )
}

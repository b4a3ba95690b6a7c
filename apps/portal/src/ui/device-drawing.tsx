import type { ReactNode } from 'react'

/** Front views, flat, in three tones (`--d-*`); no maker's mark. All stand on the lower edge. */
const drawings = {
  iphone: {
    box: '0 0 84 150',
    parts: (
      <>
        <rect x="5" y="42" width="4" height="10" rx="2" fill="var(--d-body)" />
        <rect x="5" y="56" width="4" height="15" rx="2" fill="var(--d-body)" />
        <rect x="75" y="50" width="4" height="20" rx="2" fill="var(--d-body)" />
        <rect x="7" y="4" width="70" height="142" rx="17" fill="var(--d-body)" />
        <rect x="12" y="9" width="60" height="132" rx="12.5" fill="var(--d-screen)" />
        <rect x="31" y="13" width="22" height="6.5" rx="3.25" fill="var(--d-body)" />
        <g transform="translate(42 37) scale(1)">
          <path d="M-4.5 0v-4a4.5 4.5 0 0 1 9 0v4" fill="none" stroke="var(--d-glyph)" strokeWidth="2.4" />
          <rect x="-7.5" y="-.5" width="15" height="11.5" rx="3" fill="var(--d-glyph)" />
        </g>
        <circle cx="24.5" cy="62" r="2" fill="var(--d-glyph)" />
        <circle cx="31.5" cy="62" r="2" fill="var(--d-glyph)" />
        <circle cx="38.5" cy="62" r="2" fill="var(--d-glyph)" />
        <circle cx="45.5" cy="62" r="2" fill="var(--d-glyph)" />
        <circle cx="52.5" cy="62" r="2" fill="var(--d-glyph)" />
        <circle cx="59.5" cy="62" r="2" fill="var(--d-glyph)" />
        <circle cx="26" cy="80" r="5.5" fill="var(--d-soft)" />
        <circle cx="42" cy="80" r="5.5" fill="var(--d-soft)" />
        <circle cx="58" cy="80" r="5.5" fill="var(--d-soft)" />
        <circle cx="26" cy="95" r="5.5" fill="var(--d-soft)" />
        <circle cx="42" cy="95" r="5.5" fill="var(--d-soft)" />
        <circle cx="58" cy="95" r="5.5" fill="var(--d-soft)" />
        <circle cx="26" cy="110" r="5.5" fill="var(--d-soft)" />
        <circle cx="42" cy="110" r="5.5" fill="var(--d-soft)" />
        <circle cx="58" cy="110" r="5.5" fill="var(--d-soft)" />
        <circle cx="42" cy="125" r="5.5" fill="var(--d-soft)" />
        <rect x="32" y="135.5" width="20" height="2.5" rx="1.25" fill="var(--d-body)" />
      </>
    ),
  },
  ipad: {
    box: '0 0 124 150',
    parts: (
      <>
        <rect x="4" y="6" width="116" height="140" rx="13" fill="var(--d-body)" />
        <rect x="13" y="18" width="98" height="114" rx="4" fill="var(--d-screen)" />
        <circle cx="62" cy="139" r="4" fill="none" stroke="var(--d-screen)" strokeWidth="1.6" />
        <circle cx="62" cy="12" r="1.7" fill="var(--d-screen)" />
        <g transform="translate(62 46) scale(1.15)">
          <path d="M-4.5 0v-4a4.5 4.5 0 0 1 9 0v4" fill="none" stroke="var(--d-glyph)" strokeWidth="2.4" />
          <rect x="-7.5" y="-.5" width="15" height="11.5" rx="3" fill="var(--d-glyph)" />
        </g>
        <circle cx="42" cy="74" r="2.3" fill="var(--d-glyph)" />
        <circle cx="50" cy="74" r="2.3" fill="var(--d-glyph)" />
        <circle cx="58" cy="74" r="2.3" fill="var(--d-glyph)" />
        <circle cx="66" cy="74" r="2.3" fill="var(--d-glyph)" />
        <circle cx="74" cy="74" r="2.3" fill="var(--d-glyph)" />
        <circle cx="82" cy="74" r="2.3" fill="var(--d-glyph)" />
        <rect x="32" y="90" width="60" height="8" rx="4" fill="var(--d-soft)" />
        <rect x="42" y="104" width="40" height="8" rx="4" fill="var(--d-soft)" />
      </>
    ),
  },
  android: {
    box: '0 0 84 150',
    parts: (
      <>
        <rect x="76" y="40" width="3.5" height="14" rx="1.75" fill="var(--d-body)" />
        <rect x="76" y="60" width="3.5" height="24" rx="1.75" fill="var(--d-body)" />
        <rect x="6" y="4" width="71" height="142" rx="10" fill="var(--d-body)" />
        <rect x="10" y="8" width="63" height="134" rx="7" fill="var(--d-screen)" />
        <circle cx="41.5" cy="15.5" r="3" fill="var(--d-body)" />
        <rect x="19" y="29" width="26" height="9" rx="4.5" fill="var(--d-glyph)" />
        <rect x="19" y="43" width="38" height="5" rx="2.5" fill="var(--d-soft)" />
        <circle cx="22.5" cy="72" r="3.4" fill="var(--d-soft)" />
        <circle cx="41.5" cy="72" r="3.4" fill="var(--d-soft)" />
        <circle cx="60.5" cy="72" r="3.4" fill="var(--d-soft)" />
        <circle cx="22.5" cy="91" r="3.4" fill="var(--d-soft)" />
        <circle cx="41.5" cy="91" r="3.4" fill="var(--d-soft)" />
        <circle cx="60.5" cy="91" r="3.4" fill="var(--d-soft)" />
        <circle cx="22.5" cy="110" r="3.4" fill="var(--d-soft)" />
        <circle cx="41.5" cy="110" r="3.4" fill="var(--d-soft)" />
        <circle cx="60.5" cy="110" r="3.4" fill="var(--d-soft)" />
        <path
          d="M22.5 72h38l-19 19v19h19"
          fill="none"
          stroke="var(--d-glyph)"
          strokeWidth="3.4"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
        <circle cx="22.5" cy="72" r="4" fill="var(--d-glyph)" />
        <circle cx="41.5" cy="72" r="4" fill="var(--d-glyph)" />
        <circle cx="60.5" cy="72" r="4" fill="var(--d-glyph)" />
        <circle cx="41.5" cy="91" r="4" fill="var(--d-glyph)" />
        <circle cx="41.5" cy="110" r="4" fill="var(--d-glyph)" />
        <circle cx="60.5" cy="110" r="4" fill="var(--d-glyph)" />
        <rect x="29" y="135" width="25" height="2.6" rx="1.3" fill="var(--d-body)" />
      </>
    ),
  },
  'windows-phone': {
    box: '0 0 84 150',
    parts: (
      <>
        <rect x="6" y="4" width="72" height="142" rx="5" fill="var(--d-body)" />
        <rect x="10" y="14" width="64" height="112" fill="var(--d-screen)" />
        <rect x="35" y="8" width="14" height="2.4" rx="1.2" fill="var(--d-screen)" />
        <rect x="14" y="19" width="27" height="27" fill="var(--d-glyph)" />
        <rect x="43.5" y="19" width="12.5" height="12.5" fill="var(--d-soft)" />
        <rect x="58" y="19" width="12.5" height="12.5" fill="var(--d-glyph)" />
        <rect x="43.5" y="33.5" width="12.5" height="12.5" fill="var(--d-glyph)" />
        <rect x="58" y="33.5" width="12.5" height="12.5" fill="var(--d-soft)" />
        <rect x="14" y="48.5" width="56.5" height="27" fill="var(--d-soft)" />
        <rect x="14" y="78" width="27" height="27" fill="var(--d-soft)" />
        <rect x="43.5" y="78" width="27" height="27" fill="var(--d-glyph)" />
        <rect x="14" y="107.5" width="12.5" height="12.5" fill="var(--d-glyph)" />
        <rect x="28.5" y="107.5" width="12.5" height="12.5" fill="var(--d-soft)" />
        <rect x="43.5" y="107.5" width="27" height="12.5" fill="var(--d-soft)" />
        <path d="M24 136h-7m3-3-3.3 3 3.3 3" fill="none" stroke="var(--d-screen)" strokeWidth="1.8" />
        <circle cx="42" cy="136" r="3.2" fill="none" stroke="var(--d-screen)" strokeWidth="1.8" />
        <circle cx="63" cy="135" r="2.8" fill="none" stroke="var(--d-screen)" strokeWidth="1.8" />
        <path d="m65 137 3 3" stroke="var(--d-screen)" strokeWidth="1.8" />
        <g transform="translate(27.5 30) scale(.72)">
          <path d="M-4.5 0v-4a4.5 4.5 0 0 1 9 0v4" fill="none" stroke="var(--d-screen)" strokeWidth="2.6" />
          <rect x="-7.5" y="-.5" width="15" height="11.5" rx="2" fill="var(--d-screen)" />
        </g>
      </>
    ),
  },
  laptop: {
    box: '0 0 168 150',
    parts: (
      <>
        <rect x="22" y="42" width="124" height="86" rx="8" fill="var(--d-body)" />
        <rect x="28" y="48" width="112" height="74" rx="3" fill="var(--d-screen)" />
        <circle cx="84" cy="74" r="10" fill="var(--d-soft)" />
        <circle cx="84" cy="71.5" r="3.8" fill="var(--d-glyph)" />
        <path d="M76.5 80.5a8 8 0 0 1 15 0" fill="var(--d-glyph)" />
        <rect x="58" y="92" width="52" height="11" rx="3" fill="none" stroke="var(--d-glyph)" strokeWidth="2" />
        <circle cx="68" cy="97.5" r="1.7" fill="var(--d-glyph)" />
        <circle cx="75" cy="97.5" r="1.7" fill="var(--d-glyph)" />
        <circle cx="82" cy="97.5" r="1.7" fill="var(--d-glyph)" />
        <circle cx="89" cy="97.5" r="1.7" fill="var(--d-glyph)" />
        <path d="M6 128h156l-6 15a5 5 0 0 1-4.6 3H16.6A5 5 0 0 1 12 143z" fill="var(--d-body)" />
        <path d="M6 128h156l-1.2 3H7.2z" fill="var(--d-soft)" />
        <rect x="70" y="128" width="28" height="4.5" rx="2.2" fill="var(--d-body)" />
      </>
    ),
  },
  'iphone-open': {
    box: '0 0 84 150',
    parts: (
      <>
        <rect x="5" y="42" width="4" height="10" rx="2" fill="var(--d-body)" />
        <rect x="5" y="56" width="4" height="15" rx="2" fill="var(--d-body)" />
        <rect x="75" y="50" width="4" height="20" rx="2" fill="var(--d-body)" />
        <rect x="7" y="4" width="70" height="142" rx="17" fill="var(--d-body)" />
        <rect x="12" y="9" width="60" height="132" rx="12.5" fill="var(--d-screen)" />
        <path d="M24 129V83a18 18 0 0 1 36 0v46z" fill="var(--lamp)" />
        <path d="M30 129V84a12 12 0 0 1 12-12v57z" fill="var(--d-glyph)" />
        <circle cx="38" cy="103" r="1.9" fill="var(--lamp)" />
        <rect x="31" y="13" width="22" height="6.5" rx="3.25" fill="var(--d-body)" />
        <path
          d="m34 43 6 6 11-12"
          fill="none"
          stroke="var(--d-glyph)"
          strokeWidth="3.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <rect x="20" y="129" width="44" height="2.4" rx="1.2" fill="var(--d-soft)" />
        <rect x="32" y="135.5" width="20" height="2.5" rx="1.25" fill="var(--d-body)" />
      </>
    ),
  },
} satisfies Record<string, { box: string; parts: ReactNode }>

export type DrawingName = keyof typeof drawings

export function DeviceDrawing({ name }: { name: DrawingName }) {
  const { box, parts } = drawings[name]
  return (
    <svg viewBox={box} preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      {parts}
    </svg>
  )
}

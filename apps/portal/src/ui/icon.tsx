import type { ReactNode } from 'react'

/** The shapes, as strokes on a grid of 20 by 20. */
const shapes = {
  menu: (
    <>
      <path d="M3 5.5h14M3 10h14M3 14.5h14" />
    </>
  ),
  search: (
    <>
      <circle cx="8.8" cy="8.8" r="5.3" />
      <path d="m13 13 4 4" />
    </>
  ),
  flag: (
    <>
      <path d="M4.5 18V3M4.5 3.6c4-2.4 6.6 2 11 0v7.6c-4.4 2-7-2.4-11 0" />
    </>
  ),
  pencil: (
    <>
      <path d="m3.2 16.8.9-3.9L13.4 3.6a1.9 1.9 0 0 1 2.7 0l.3.3a1.9 1.9 0 0 1 0 2.7L7.1 15.9z" />
      <path d="m12 5 3 3" />
    </>
  ),
  bin: (
    <>
      <path d="M3 5.5h14M8 5V3.2h4V5M5 5.5l.8 11.3h8.4L15 5.5M8.3 9v4.5M11.7 9v4.5" />
    </>
  ),
  key: (
    <>
      <circle cx="6.5" cy="13.5" r="3.7" />
      <path d="m9.2 10.8 7.6-7.6M13.3 6.7l2.6 2.6M11 9l1.6 1.6" />
    </>
  ),
  lock: (
    <>
      <rect x="4.5" y="8.8" width="11" height="8.2" rx="2" />
      <path d="M7 8.8V6.2a3 3 0 0 1 6 0v2.6M10 12v2" />
    </>
  ),
  unlock: (
    <>
      <rect x="4.5" y="8.8" width="11" height="8.2" rx="2" />
      <path d="M7 8.8V6a3 3 0 0 1 5.8-1.1M10 12v2" />
    </>
  ),
  'remote-lock': (
    <>
      <path d="M8 17.5H5.7A1.7 1.7 0 0 1 4 15.8V4.2a1.7 1.7 0 0 1 1.7-1.7h6.6A1.7 1.7 0 0 1 14 4.2V7" />
      <rect x="10" y="12" width="7.5" height="5.5" rx="1.2" />
      <path d="M11.8 12v-1.2a2 2 0 0 1 4 0V12" />
    </>
  ),
  reset: (
    <>
      <path d="M4.2 7.8A6.5 6.5 0 1 1 3.5 11M4 3.3v4.7h4.7" />
    </>
  ),
  more: (
    <>
      <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.6" />
    </>
  ),
  next: (
    <>
      <path d="m7.5 4.5 5.5 5.5-5.5 5.5" />
    </>
  ),
  back: (
    <>
      <path d="M12.5 4.5 7 10l5.5 5.5" />
    </>
  ),
  close: (
    <>
      <path d="m5 5 10 10M15 5 5 15" />
    </>
  ),
  check: (
    <>
      <path d="m4 10.5 4 4 8-9" />
    </>
  ),
  done: (
    <>
      <circle cx="10" cy="10" r="7.3" />
      <path d="m6.7 10.3 2.3 2.3 4.3-4.9" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="7.3" />
      <path d="M10 9.2v4.3M10 6.4v.1" />
    </>
  ),
  warn: (
    <>
      <path d="M10 3 2.5 16.5h15zM10 8.2v3.8M10 14.2v.1" />
    </>
  ),
  no: (
    <>
      <circle cx="10" cy="10" r="7.3" />
      <path d="m5 15 10-10" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="7.3" />
      <path d="M10 5.8V10l2.8 2" />
    </>
  ),
  wifi: (
    <>
      <path d="M2.5 8a11 11 0 0 1 15 0M5.2 11.2a7 7 0 0 1 9.6 0M7.8 14.2a3.3 3.3 0 0 1 4.4 0M10 17v.01" />
    </>
  ),
  power: (
    <>
      <path d="M10 2.8v6.4M6 5.2a6.6 6.6 0 1 0 8 0" />
    </>
  ),
  'no-restart': (
    <>
      <path d="M4.8 6.8A6.5 6.5 0 1 1 3.7 11.5M4.5 3v4h4M7.8 8.8l4.4 4.4M12.2 8.8l-4.4 4.4" />
    </>
  ),
  copy: (
    <>
      <rect x="7" y="7" width="9.5" height="10" rx="1.8" />
      <path d="M13 4.5A1.5 1.5 0 0 0 11.5 3H5a1.8 1.8 0 0 0-1.8 1.8v7.4A1.5 1.5 0 0 0 4.7 13.7" />
    </>
  ),
  eye: (
    <>
      <path d="M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10z" />
      <circle cx="10" cy="10" r="2.5" />
    </>
  ),
  'eye-off': (
    <>
      <path d="M3 3l14 14M8.2 4.8A8 8 0 0 1 10 4.5c5 0 8 5.5 8 5.5a14 14 0 0 1-2.4 3M12.6 14.9A8 8 0 0 1 10 15.5C5 15.5 2 10 2 10a14 14 0 0 1 3.6-4" />
    </>
  ),
  phone: (
    <>
      <rect x="5.5" y="2.2" width="9" height="15.6" rx="2" />
      <path d="M9 15.2h2" />
    </>
  ),
  call: (
    <>
      <path d="M4 3.5h3l1.5 4-2 1.5a10 10 0 0 0 4.5 4.5l1.5-2 4 1.5v3c0 .8-.7 1.5-1.5 1.4C8.5 16.9 3.1 11.5 2.6 5c-.1-.8.6-1.5 1.4-1.5z" />
    </>
  ),
  mail: (
    <>
      <rect x="2.5" y="4.5" width="15" height="11" rx="2" />
      <path d="m3 6 7 5 7-5" />
    </>
  ),
  globe: (
    <>
      <circle cx="10" cy="10" r="7.3" />
      <path d="M2.8 10h14.4M10 2.7c2.6 2.8 2.6 11.8 0 14.6M10 2.7c-2.6 2.8-2.6 11.8 0 14.6" />
    </>
  ),
  note: (
    <>
      <path d="M4 16.5h12M5 13l7.5-8 2.5 2.5L7.5 15 5 15.5z" />
    </>
  ),
  receipt: (
    <>
      <path d="M5 2.8h10v14.6l-2-1.3-1.5 1.3-1.5-1.3-1.5 1.3L7 16.1l-2 1.3zM7.8 6.5h4.4M7.8 9.5h4.4M7.8 12.5h2" />
    </>
  ),
  shield: (
    <>
      <path d="M10 2.5 3.8 5v4.5c0 4 2.7 6.6 6.2 8 3.5-1.4 6.2-4 6.2-8V5zM7.3 10l2 2 3.5-4" />
    </>
  ),
  plus: (
    <>
      <path d="M10 4v12M4 10h12" />
    </>
  ),
  sync: (
    <>
      <path d="M16.5 8.5A6.8 6.8 0 0 0 4.3 6M3.5 11.5A6.8 6.8 0 0 0 15.7 14M4 2.8V6.2h3.4M16 17.2v-3.4h-3.4" />
    </>
  ),
  user: (
    <>
      <circle cx="10" cy="6.8" r="3.5" />
      <path d="M3.5 17c.8-3.4 3.3-5 6.5-5s5.7 1.6 6.5 5" />
    </>
  ),
  send: (
    <>
      <path d="M17 3 9 11M17 3l-5 14-3-6-6-3z" />
    </>
  ),
  fetch: (
    <>
      <path d="M10 3v9.5M6 9l4 4 4-4M4 16.5h12" />
    </>
  ),
  help: (
    <>
      <circle cx="10" cy="10" r="7.3" />
      <path d="M7.9 8a2.2 2.2 0 1 1 3.2 2c-.8.4-1.1.9-1.1 1.7M10 14.2v.1" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

/** A stroke icon; always decoration, the word beside it says the same. */
export function Icon({ name, small, className }: { name: IconName; small?: boolean; className?: string | undefined }) {
  const classes = ['i', small ? 's' : '', className ?? ''].filter(Boolean).join(' ')
  return (
    <svg className={classes} viewBox="0 0 20 20" aria-hidden="true">
      {shapes[name]}
    </svg>
  )
}

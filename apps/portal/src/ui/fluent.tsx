import {
  FluentProvider,
  RendererProvider,
  createDOMRenderer,
  webLightTheme,
  type Theme,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'

const font = 'var(--font)'

/** Fluent's tokens, told by ours: light, dark and the organisation's colour then need no second theme. */
const theme: Theme = {
  ...webLightTheme,
  fontFamilyBase: font,
  fontSizeBase300: '16px',
  lineHeightBase300: '24px',
  borderRadiusMedium: 'var(--r-m)',
  borderRadiusLarge: 'var(--r-m)',
  borderRadiusXLarge: 'var(--r-l)',
  colorNeutralBackground1: 'var(--raise)',
  colorNeutralBackground1Hover: 'var(--sunk)',
  colorNeutralBackground1Pressed: 'var(--sunk)',
  colorNeutralBackground1Selected: 'var(--sunk)',
  colorNeutralBackground2: 'var(--canvas)',
  colorNeutralBackground3: 'var(--sunk)',
  colorNeutralForeground1: 'var(--ink)',
  colorNeutralForeground1Hover: 'var(--ink)',
  colorNeutralForeground1Pressed: 'var(--ink)',
  colorNeutralForeground2: 'var(--ink)',
  colorNeutralForeground2Hover: 'var(--ink)',
  colorNeutralForeground2Pressed: 'var(--ink)',
  colorNeutralForeground2BrandHover: 'var(--link)',
  colorNeutralForeground3: 'var(--ink-2)',
  colorNeutralForegroundDisabled: 'var(--ink-2)',
  colorNeutralStroke1: 'var(--stroke)',
  colorNeutralStroke2: 'var(--line)',
  colorNeutralStrokeAccessible: 'var(--stroke)',
  colorBrandBackground: 'var(--brand)',
  colorBrandBackgroundHover: 'var(--brand-hover)',
  colorNeutralForegroundOnBrand: 'var(--on-brand)',
  colorBrandForegroundLink: 'var(--link)',
  colorBackgroundOverlay: 'var(--veil)',
  colorStrokeFocus1: 'var(--focus-gap)',
  colorStrokeFocus2: 'var(--focus)',
  colorTransparentStroke: 'transparent',
  shadow16: 'var(--sh-2)',
  shadow64: 'var(--sh-3)',
}

const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: nonceOfPage() } })

/** Stands round every use of Fluent; each comes in a chunk of its own, after the first page. */
export function Fluent({ children }: { children: ReactNode }) {
  return (
    <RendererProvider renderer={renderer}>
      <FluentProvider theme={theme} dir={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'} className="fluent">
        {children}
      </FluentProvider>
    </RendererProvider>
  )
}

/** Only the property still holds it: browsers hide the attribute from scripts. */
function nonceOfPage(): string {
  return document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}

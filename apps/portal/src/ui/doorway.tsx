import type { DeviceTile } from '@latchkey/portal-api'
import { DeviceDrawing, type DrawingName } from './device-drawing.tsx'

/** The lamp above a door: lit where a reset works, breathing while one runs, dark where it can't. */
export type Lamp = 'lit' | 'wait' | 'dark'

/** A device in its arch, on its floor, under its lamp. Decoration: words beside it say the same. */
export function Doorway({
  device,
  lamp,
  open,
}: {
  device: Pick<DeviceTile, 'platform' | 'form'>
  lamp: Lamp
  open?: boolean
}) {
  const name = drawingOf(device)
  return (
    <span className={lamp === 'dark' ? 'bay' : `bay ${lamp}`} aria-hidden="true">
      <DeviceDrawing name={open && name === 'iphone' ? 'iphone-open' : name} />
    </span>
  )
}

export function lampOf(device: Pick<DeviceTile, 'readiness' | 'running'>): Lamp {
  if (device.running !== null) return 'wait'
  return device.readiness.verdict === 'ready' ? 'lit' : 'dark'
}

function drawingOf({ platform, form }: Pick<DeviceTile, 'platform' | 'form'>): DrawingName {
  switch (platform) {
    case 'ios':
      return 'iphone'
    case 'ipados':
      return 'ipad'
    case 'windows-mobile':
    case 'windows-phone':
      return 'windows-phone'
    case 'macos':
    case 'windows':
      return form === 'tablet' ? 'ipad' : 'laptop'
    case 'android':
      return form === 'tablet' ? 'ipad' : 'android'
  }
}

import type { Authenticate, PlistDict } from '@latchkey/apple-mdm'
import { keepPrintable } from '@latchkey/domain'
import type { Device, DeviceFacts, Form, Introduction, Platform } from '@latchkey/domain'
import { modelName } from './model-names.ts'

/** What a device is asked about itself. What it leaves out stays as it is known. */
export const inventoryQueries = [
  'DeviceName',
  'OSVersion',
  'ProductName',
  'SerialNumber',
  'IsSupervised',
  'IsMultiUser',
  'IsMDMLostModeEnabled',
] as const

/** What is known of a device from before. */
type Known = Pick<Device, 'platform' | 'form' | 'model' | 'originalName' | 'osVersion' | 'serial' | 'shared'>

/**
 * What an Authenticate tells: often next to nothing. What it leaves out stays as it is known; of a device never seen, a
 * phone is supposed until it says more.
 */
export function introductionFacts(said: Authenticate['device'], known: Known | null): Introduction['facts'] {
  const product = clean(said.product)
  const kind = kindOf(product ?? 'iPhone')
  const model = product === null ? (known?.model ?? kind.word) : modelName(product)
  return {
    platform: product === null ? (known?.platform ?? kind.platform) : kind.platform,
    form: product === null ? (known?.form ?? kind.form) : kind.form,
    maker: 'Apple',
    model,
    name: clean(said.name) ?? known?.originalName ?? model,
    osVersion: clean(said.osVersion) ?? known?.osVersion ?? '',
    serial: clean(said.serial) ?? known?.serial ?? null,
    shared: known?.shared ?? false,
  }
}

/** The answers to DeviceInformation; a passcode's presence is none of them (SecurityInfo is put off while locked). */
export function reportedFacts(answers: PlistDict): DeviceFacts {
  const product = textOf(answers, 'ProductName')
  const kind = product === undefined ? undefined : kindOf(product)
  return {
    platform: kind?.platform,
    form: kind?.form,
    originalName: textOf(answers, 'DeviceName'),
    model: product === undefined ? undefined : modelName(product),
    osVersion: textOf(answers, 'OSVersion'),
    serial: textOf(answers, 'SerialNumber'),
    shared: booleanOf(answers, 'IsMultiUser'),
    lostMode: booleanOf(answers, 'IsMDMLostModeEnabled'),
    checked: true,
  }
}

function kindOf(product: string): { readonly platform: Platform; readonly form: Form; readonly word: string } {
  if (product.startsWith('iPad')) return { platform: 'ipados', form: 'tablet', word: 'iPad' }
  if (product.startsWith('MacBook')) return { platform: 'macos', form: 'laptop', word: 'Mac' }
  if (/^(i?Mac|VirtualMac)/.test(product)) return { platform: 'macos', form: 'desktop', word: 'Mac' }
  return { platform: 'ios', form: 'phone', word: 'iPhone' }
}

function textOf(answers: PlistDict, key: string): string | undefined {
  const value = Object.hasOwn(answers, key) ? answers[key] : undefined
  return typeof value === 'string' ? (clean(value) ?? undefined) : undefined
}

function booleanOf(answers: PlistDict, key: string): boolean | undefined {
  const value = Object.hasOwn(answers, key) ? answers[key] : undefined
  return typeof value === 'boolean' ? value : undefined
}

const longest = 64

/** A device's own text as people may see it; null when nothing is left. */
function clean(text: string | null): string | null {
  return text === null ? null : keepPrintable(text, longest)
}

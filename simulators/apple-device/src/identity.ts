import { randomBytes, randomInt } from 'node:crypto'

/** What a device says of itself; the names are those of Apple's DeviceInformation queries, in camel case. */
export type Identity = {
  /** `CCCCCCCC-EEEEEEEEEEEEEEEE`: chip and exclusive chip identification, the form since the A12. */
  readonly udid: string
  readonly serialNumber: string
  /** As the person named it in Settings: "Camille's iPhone". */
  readonly deviceName: string
  /** `iPhone14,5`. */
  readonly productName: string
  /** `iPhone` or `iPad`. */
  readonly modelName: string
  /** Order number without region: `MLPF3`. */
  readonly model: string
  readonly osVersion: string
  readonly buildVersion: string
}

type Model = Pick<Identity, 'productName' | 'modelName' | 'model'> & { readonly chip: string }

/** Devices that can be made by name. */
export const models = {
  'iPhone 13': { productName: 'iPhone14,5', modelName: 'iPhone', model: 'MLPF3', chip: '00008110' },
  'iPhone 12': { productName: 'iPhone13,2', modelName: 'iPhone', model: 'MGJ53', chip: '00008101' },
  'iPad (9th generation)': { productName: 'iPad12,1', modelName: 'iPad', model: 'MK2K3', chip: '00008030' },
} as const satisfies Record<string, Model>

export type ModelName = keyof typeof models

/** A new identity of that model; anything may be given instead of being drawn. */
export function makeIdentity(model: ModelName, given: Partial<Identity> = {}): Identity {
  const { chip, ...rest } = models[model]
  return {
    udid: `${chip}-00${randomBytes(7).toString('hex').toUpperCase()}`,
    serialNumber: serial(),
    deviceName: rest.modelName,
    ...rest,
    osVersion: '18.6',
    buildVersion: '22G86',
    ...given,
  }
}

// Ten characters, without those that are mistaken for each other, as Apple prints them since 2021.
const serialCharacters = '0123456789CDFGHJKLMNPQRTVWXY'

function serial(): string {
  return Array.from({ length: 10 }, () => serialCharacters[randomInt(serialCharacters.length)]).join('')
}

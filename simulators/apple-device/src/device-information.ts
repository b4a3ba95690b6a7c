import type { PlistValue } from 'plist'
import type { Phone } from './phone.ts'
import type { Dictionary } from './property-list.ts'

const answers: Readonly<Record<string, (phone: Phone) => PlistValue>> = {
  UDID: (phone) => phone.identity.udid,
  SerialNumber: (phone) => phone.identity.serialNumber,
  DeviceName: (phone) => phone.identity.deviceName,
  ProductName: (phone) => phone.identity.productName,
  ModelName: (phone) => phone.identity.modelName,
  Model: (phone) => phone.identity.model,
  OSVersion: (phone) => phone.identity.osVersion,
  BuildVersion: (phone) => phone.identity.buildVersion,
  BatteryLevel: () => 0.83,
  DeviceCapacity: () => 128,
  AvailableDeviceCapacity: () => 71.5,
  IsSupervised: () => false,
  IsMultiUser: () => false,
  IsMDMLostModeEnabled: (phone) => phone.lostMode,
  IsActivationLockEnabled: () => true,
  IsCloudBackupEnabled: () => true,
  IsDeviceLocatorServiceEnabled: () => true,
  AwaitingConfiguration: () => false,
}

/** Answers what was asked and is known; a key that this device does not have is left out, as a real one does it. */
export function queryResponses(phone: Phone, queries: readonly PlistValue[]): Dictionary {
  const known = queries.filter((query) => typeof query === 'string' && Object.hasOwn(answers, query)) as string[]
  return Object.fromEntries(known.map((query) => [query, answers[query]?.(phone) ?? null]))
}

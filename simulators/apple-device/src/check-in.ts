import { type Phone, rights } from './phone.ts'
import { type Dictionary, writePropertyList } from './property-list.ts'

/** First introduction. On iOS it carries no device name; version and serial number only with the right to ask for them. */
export function authenticate(phone: Phone, topic: string, accessRights: number): Buffer {
  const { identity } = phone
  const facts: Dictionary =
    (accessRights & rights.deviceInformation) === 0
      ? {}
      : {
          BuildVersion: identity.buildVersion,
          OSVersion: identity.osVersion,
          ProductName: identity.productName,
          SerialNumber: identity.serialNumber,
        }
  return writePropertyList({ ...facts, MessageType: 'Authenticate', Topic: topic, UDID: identity.udid })
}

/** Where to push, and the unlock token when it goes along. */
export function tokenUpdate(phone: Phone, topic: string, withUnlockToken: boolean): Buffer {
  return writePropertyList({
    AwaitingConfiguration: false,
    MessageType: 'TokenUpdate',
    PushMagic: phone.pushMagic,
    Token: phone.pushToken,
    Topic: topic,
    UDID: phone.identity.udid,
    ...(withUnlockToken ? { UnlockToken: phone.unlockToken } : {}),
  })
}

export function checkOut(phone: Phone, topic: string): Buffer {
  return writePropertyList({ MessageType: 'CheckOut', Topic: topic, UDID: phone.identity.udid })
}

export function idle(phone: Phone): Buffer {
  return writePropertyList({ Status: 'Idle', UDID: phone.identity.udid })
}

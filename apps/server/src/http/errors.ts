import type { RefusalCode } from '@latchkey/domain'

/** The one table from code to status. */
export const statusOf: Readonly<Record<RefusalCode | EdgeCode, number>> = {
  'not-found': 404,
  'not-ready': 409,
  'already-running': 409,
  'already-handed-over': 409,
  'already-closed': 409,
  'confirmation-missing': 401,
  'confirmation-expired': 401,
  'confirmation-for-something-else': 401,
  'device-not-in-hand': 422,
  'name-invalid': 422,
  'not-yet': 409,
  'off-by-policy': 403,
  frozen: 409,
  'secret-gone': 404,
  'fresh-sign-in-needed': 401,
  'signed-out': 401,
  malformed: 400,
  'too-large': 413,
  'wrong-type': 415,
  'wrong-method': 405,
  'wrong-host': 421,
  'cross-site': 403,
  'too-many': 429,
  unavailable: 503,
  broken: 500,
}

/** Codes that only the edge gives. */
export type EdgeCode =
  | 'signed-out'
  | 'malformed'
  | 'too-large'
  | 'wrong-type'
  | 'wrong-method'
  | 'wrong-host'
  | 'cross-site'
  | 'too-many'
  | 'unavailable'
  | 'broken'

/** What each code means, for whoever reads an answer by hand; people read the portal's own texts. */
export const titleOf: Readonly<Record<RefusalCode | EdgeCode, string>> = {
  'not-found': 'There is no such thing, or it is not yours',
  'not-ready': 'This can not be done with this device now',
  'already-running': 'Someone else has asked for this, and it runs',
  'already-handed-over': 'The device has fetched it; it can not be cancelled any more',
  'already-closed': 'It has ended already',
  'confirmation-missing': 'A sign-in made for this act is needed',
  'confirmation-expired': 'The time to confirm is over; nothing was sent',
  'confirmation-for-something-else': 'The sign-in was made for another act or device',
  'device-not-in-hand': 'The person has not said that the device is in their hands',
  'name-invalid': 'A name has 1 to 40 printable characters',
  'not-yet': 'This version can not do this yet',
  'off-by-policy': 'The organisation does not allow this',
  frozen: 'The organisation has frozen these acts',
  'secret-gone': 'There is no passcode to show',
  'fresh-sign-in-needed': 'A fresh sign-in is needed to show this',
  'signed-out': 'Signed out',
  malformed: 'The request can not be read',
  'too-large': 'The request is too large',
  'wrong-type': 'The request has a type that is not read here',
  'wrong-method': 'This method is not used here',
  'wrong-host': 'This server does not go by that name',
  'cross-site': 'The request comes from another site',
  'too-many': 'Too many requests',
  unavailable: 'Not available for the moment',
  broken: 'Something went wrong here',
}

/** Object identifiers of CMS, PKCS #9 and SCEP; their content in hexadecimal, as `oidOf` gives it. */
export const oid = {
  data: '2a864886f70d010701',
  signedData: '2a864886f70d010702',
  envelopedData: '2a864886f70d010703',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  challengePassword: '2a864886f70d010907',
  rsaEncryption: '2a864886f70d010101',
  rsaOaep: '2a864886f70d010107',
  maskGeneration1: '2a864886f70d010108',
  emptyLabel: '2a864886f70d010109',
  messageType: '6086480186f845010902',
  pkiStatus: '6086480186f845010903',
  failInfo: '6086480186f845010904',
  senderNonce: '6086480186f845010905',
  recipientNonce: '6086480186f845010906',
  transactionId: '6086480186f845010907',
} as const

/** Why a push is refused, in Apple's words, with the status that goes with each. */
export const reasons = {
  BadDeviceToken: 400,
  BadExpirationDate: 400,
  BadMessageId: 400,
  BadPriority: 400,
  BadTopic: 400,
  DeviceTokenNotForTopic: 400,
  InvalidPushType: 400,
  MissingDeviceToken: 400,
  MissingTopic: 400,
  PayloadEmpty: 400,
  TopicDisallowed: 400,
  BadCertificate: 403,
  BadCertificateEnvironment: 403,
  Forbidden: 403,
  MissingProviderToken: 403,
  BadPath: 404,
  MethodNotAllowed: 405,
  ExpiredToken: 410,
  Unregistered: 410,
  PayloadTooLarge: 413,
  TooManyRequests: 429,
  InternalServerError: 500,
  ServiceUnavailable: 503,
  Shutdown: 503,
  /** Not one of Apple's: the payload is no `{"mdm": PushMagic}`, which Apple would deliver and the device ignore. */
  NotAnMdmPayload: 400,
} as const

export type Reason = keyof typeof reasons

export type Refusal = {
  readonly reason: Reason
  /** With 410: since when the token is dead, milliseconds. */
  readonly timestamp?: number
}

/* For tests of other packages too; no production file imports this folder. */
export { makeCa, makeIdentity, type TestIdentity } from './identity.ts'
export { opensslHeader, opensslSign, pem } from './openssl.ts'
export { signLikeApple } from './apple-shape.ts'
export { askByScep, certificateByScep } from './scep-exchange.ts'
export { makeCsr, makeScepClient, writePkiMessage, type ScepShape, type ScepTestClient } from './scep-client.ts'

/* For tests of other packages too; no production file imports this folder. */
export { makeCa, makeIdentity, type TestIdentity } from './identity.ts'
export { opensslHeader, opensslSign, pem } from './openssl.ts'
export { signLikeApple } from './apple-shape.ts'

import { storeContract } from './contract/test-store-contract.ts'
import { createTestDatabase } from './test/test-kit.ts'

storeContract('the embedded database', () => createTestDatabase('embedded', { ringAgainAfter: [0, 0, 0, 0] }))

import { storeContract } from './contract/test-store-contract.ts'
import { createTestDatabase } from './test/test-kit.ts'

storeContract('PostgreSQL', () => createTestDatabase('postgres', { ringAgainAfter: [0, 0, 0, 0] }))

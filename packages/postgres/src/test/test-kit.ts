/*
 * For tests only: databases of their own, ready in a moment, and a clock that moves. Nothing that runs for people or
 * devices imports this.
 */
export { createTestDatabase } from './test-database.ts'
export type { TestDatabase } from './test-database.ts'
export { shiftClock } from './shift-clock.ts'

import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

/**
 * The walls of the house: what each room may import of ours. A room is a folder with a package.json of its own.
 * Tests beside the code may import any room, except those of rooms that import nothing of ours.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  'apps/portal': ['packages/portal-api', 'packages/look'],
  'apps/server': [
    'packages/domain',
    'packages/portal-api',
    'packages/apple-mdm',
    'packages/certificates',
    'packages/identity-provider',
    'packages/postgres',
    'packages/look',
  ],
  'apps/demo': [
    'apps/server',
    'packages/look',
    'simulators/apns',
    'simulators/apple-device',
    'simulators/openid-provider',
  ],
  'packages/domain': [],
  'packages/apple-mdm': [],
  'packages/portal-api': [],
  'packages/look': [],
  'packages/certificates': [],
  'packages/identity-provider': ['packages/look'],
  'packages/postgres': ['packages/domain'],
  'simulators/apns': [],
  'simulators/apple-device': [],
  'simulators/openid-provider': [],
}

/** Rooms without I/O, clock and randomness, and the only libraries that each may use at run time. */
export const pureRooms: Readonly<Record<string, readonly string[]>> = {
  'packages/domain': [],
  'packages/apple-mdm': ['saxes'],
  'packages/portal-api': ['zod'],
}

/** Walls inside rooms, which no package.json can hold. Paths are regular expressions; `$1` is the first group of `from`. */
export const innerWalls: readonly IRegularForbiddenRuleType[] = [
  {
    name: 'portal-takes-types-only',
    comment: 'The portal knows the contract by its types: no schema library in the browser.',
    from: { path: '^apps/portal/' },
    to: { path: '^packages/portal-api/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'postgres-by-compose-alone',
    comment: 'Stores receive their transaction; only the place that joins the parts knows which database there is.',
    from: { path: '^apps/server/', pathNot: ['^apps/server/src/compose\\.ts$', '(\\.test|/test-[^/]+)\\.ts$'] },
    to: { path: '^packages/postgres/' },
  },
  {
    name: 'channels-apart',
    comment: 'A channel translates for itself; what two of them share stands in channels/ or in the domain.',
    from: { path: '^apps/server/src/channels/([^/]+)/' },
    to: { path: '^apps/server/src/channels/[^/]+/', pathNot: '^apps/server/src/channels/$1/' },
  },
  {
    name: 'channels-know-no-http',
    comment: 'Routes call channels, never the other way round.',
    from: { path: '^apps/server/src/channels/' },
    to: { path: '^apps/server/src/http/' },
  },
]

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type IFlattenedRuleSet, type IForbiddenRuleType } from 'dependency-cruiser'
import { innerWalls, mayImport, pureRooms } from './walls.ts'

const ours = '^(apps|packages|simulators|tests|scripts)/'
// Tests beside the code, and what helps them: test-certificate.ts.
const testFiles = '(\\.test\\.tsx?|/test-[^/]+\\.tsx?)$'

/** Every import under `root` that breaks a wall, as `rule: from → to`, sorted. */
export async function judgeImports(root: string): Promise<string[]> {
  const shelves = ['apps', 'packages', 'simulators', 'tests'].filter((shelf) => existsSync(join(root, shelf)))
  const { output } = await cruise(shelves, {
    baseDir: root,
    ruleSet: rules(),
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|locales)/' },
    skipAnalysisNotInRules: true,
    // What the whole house tests with stands in the root's package.json.
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  })
  if (typeof output === 'string') throw new Error('dependency-cruiser answered text instead of its result')
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort()
}

function rules(): IFlattenedRuleSet {
  return { forbidden: [...general, ...roomWalls(), ...pureWalls(), ...innerWalls].map(withSeverity) }
}

const general: readonly IForbiddenRuleType[] = [
  { name: 'cycle', from: {}, to: { circular: true } },
  { name: 'unknown-module', from: {}, to: { couldNotResolve: true } },
  { name: 'undeclared-library', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
  {
    name: 'test-help-in-code',
    from: { path: '^(apps|packages|simulators)/', pathNot: testFiles },
    to: { path: [testFiles, '^tests/'] },
  },
  {
    name: 'test-library-in-code',
    from: { path: '^(apps/server|apps/demo|packages|simulators)/', pathNot: testFiles },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
]

function roomWalls(): IForbiddenRuleType[] {
  return Object.entries(mayImport).map(([room, allowed]) => ({
    name: `walls-of-${room}`,
    from: { path: `^${room}/`, ...(allowed.length > 0 ? { pathNot: testFiles } : {}) },
    to: { path: ours, pathNot: [room, ...allowed].map((name) => `^${name}/`) },
  }))
}

function pureWalls(): IForbiddenRuleType[] {
  return Object.entries(pureRooms).flatMap(([room, libraries]) => {
    const from = { path: `^${room}/`, pathNot: testFiles }
    const allowed = libraries.map((name) => `node_modules/${name}/`)
    return [
      { name: `pure-${room}`, from, to: { dependencyTypes: ['core'] } },
      { name: `pure-${room}`, from, to: { path: 'node_modules/', pathNot: allowed } },
    ]
  })
}

function withSeverity(rule: IForbiddenRuleType): IForbiddenRuleType {
  return { ...rule, severity: 'error' }
}

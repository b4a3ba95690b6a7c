import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import eslint from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import typescript from 'typescript-eslint'

const root = import.meta.dirname
const longFiles = Object.keys(JSON.parse(readFileSync(join(root, 'scripts/long-files.json'), 'utf8')).files)

const pure = ['packages/domain', 'packages/apple-mdm', 'packages/portal-api']
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/test-*.ts', 'tests/**']
const readsEnvironment = ['apps/server/src/config.ts', 'apps/demo/src/config.ts', 'scripts/**', '*.config.{js,ts}']

const noRandom = { object: 'Math', property: 'random', message: 'Use node:crypto, or take `random` as an argument.' }
const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'Read once, in config.ts; take it as an argument.',
}
const noClock = [
  { object: 'Date', property: 'now', message: 'A pure package takes `now` as an argument.' },
  { object: 'performance', property: 'now', message: 'A pure package takes `now` as an argument.' },
  { object: 'crypto', property: 'randomUUID', message: 'A pure package takes `random` as an argument.' },
  { object: 'crypto', property: 'getRandomValues', message: 'A pure package takes `random` as an argument.' },
]

export default defineConfig(
  { ignores: ['**/node_modules/', '**/dist/', '.cache/', 'artifacts/', 'data/', '**/locales/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node, sourceType: 'module' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // An interface made of promises is often met by a function that need not wait.
      '@typescript-eslint/require-await': 'off',
    },
  },
  ...testPrograms(),
  inProgram('scripts/tsconfig.json', ['vitest.config.ts']),
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-properties': ['error', noRandom],
    },
  },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    ignores: longFiles,
    rules: { 'max-lines': ['error', { max: 300 }] },
  },
  {
    files: ['apps/**/*.{ts,tsx}', 'packages/**/*.ts', 'simulators/**/*.ts'],
    ignores: [...tests, ...readsEnvironment],
    rules: {
      'no-restricted-properties': ['error', noRandom, noEnvironment],
      'no-restricted-imports': ['error', { paths: [{ name: 'node:process', importNames: ['env'] }] }],
    },
  },
  {
    files: ['apps/server/**/*.ts', 'packages/**/*.ts'],
    ignores: [...tests, 'apps/server/src/control/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: pure.map((folder) => `${folder}/src/**/*.ts`),
    ignores: tests,
    rules: {
      'no-restricted-properties': ['error', noRandom, noEnvironment, ...noClock],
      'no-restricted-imports': ['error', { patterns: [{ regex: '^node:', message: 'A pure package does no I/O.' }] }],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'fetch', 'setTimeout', 'setInterval', 'setImmediate'],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'A pure package takes `now` as an argument.',
        },
        { selector: 'CallExpression[callee.name="Date"]', message: 'A pure package takes `now` as an argument.' },
      ],
    },
  },
  {
    files: ['apps/portal/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
  },
  {
    // Matchers compare loosely typed values on purpose: what a server or a device answered.
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // What a secret prints as is a thing to test.
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
)

/** A pure package's tests run on Node and stand in a program of their own, tsconfig.test.json. */
function testPrograms() {
  return readdirSync(join(root, 'packages'))
    .filter((name) => existsSync(join(root, 'packages', name, 'tsconfig.test.json')))
    .map((name) => inProgram(`packages/${name}/tsconfig.test.json`, [`packages/${name}/src/**/*.test.ts`]))
}

function inProgram(project, files) {
  return {
    files,
    languageOptions: { parserOptions: { projectService: false, project: [project], tsconfigRootDir: root } },
  }
}

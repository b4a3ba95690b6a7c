import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file written by hand; `path` is relative to the project's root. */
export type SourceFile = { readonly path: string; readonly text: string }

const notOurs = new Set(['node_modules', 'dist', '.cache', '.git', 'data', 'artifacts', 'locales', 'testdata'])
const written = /\.(ts|tsx|js|mjs|css|sh|sql)$/

/** All source files under `root`, without what tools write and what was recorded on the wire. */
export function sourceFiles(root: string, folder = ''): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : sourceFiles(root, path)
    return entry.isFile() && written.test(entry.name) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
  })
}

const longest = 300

/** Files longer than 300 lines that `allowed` does not name, and names in `allowed` that no longer need to stand there. */
export function judgeLengths(files: readonly SourceFile[], allowed: readonly string[]): string[] {
  const long = files.filter(({ text }) => text.trimEnd().split('\n').length > longest).map(({ path }) => path)
  return [
    ...long.filter((path) => !allowed.includes(path)).map((path) => `too long: ${path}`),
    ...allowed.filter((path) => !long.includes(path)).map((path) => `no longer long: ${path}`),
  ].sort()
}

// Put together so that this file does not hold the words itself.
const unfinished = new RegExp(
  [
    ['TO', 'DO'],
    ['FIX', 'ME'],
    ['@ts-', 'ignore'],
    ['@ts-', 'nocheck'],
    ['eslint-', 'disable'],
  ]
    .map((parts) => parts.join(''))
    .join('|'),
)

/** Lines that put work off or escape a check. */
export function judgeWords(files: readonly SourceFile[]): string[] {
  return linesMatching(files, unfinished)
}

const testFile = /\.test\.tsx?$|^tests\//
const sleep = new RegExp(
  [
    String.raw`setTimeout\(\s*(r|res|resolve|resolved|done|ok|settle)\s*[,)]`,
    String.raw`\bsetTimeout\(\s*\(\)\s*=>\s*(r|res|resolve|done|ok|settle)\(`,
    String.raw`from 'node:timers/promises'`,
    String.raw`\bwaitForTimeout\(`,
    String.raw`\bAtomics\.wait\(`,
  ].join('|'),
)

/** Lines of tests that let time pass instead of waiting for what they want (`vi.waitFor`, `expect.poll`, the clock). */
export function judgeSleeps(files: readonly SourceFile[]): string[] {
  return linesMatching(
    files.filter(({ path }) => testFile.test(path) && !path.startsWith('tests/architecture/')),
    sleep,
  )
}

function linesMatching(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  )
}

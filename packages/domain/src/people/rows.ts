/** A row of a table, and the line that it begins on, counted from 1. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] }

/** `unclosed`: the line of a quote that nothing closes; the rows are then not to be trusted. */
export type Rows = { readonly rows: readonly TableRow[]; readonly unclosed: number | null }

const separators = /[,;]/

/**
 * Takes a table apart (RFC 4180): cells between commas or semicolons, whichever the first line uses; quoted ones may
 * hold anything. Empty lines are passed over, and a byte order mark before the first cell.
 */
export function readRows(text: string): Rows {
  const body = text.replace(/^\uFEFF/, '')
  const first = body.split(/[\r\n]/, 1)[0] ?? ''
  const separator = separators.exec(first)?.[0] ?? ','
  const rows: TableRow[] = []
  let line = 1
  let row: { line: number; cells: string[] } = { line, cells: [] }
  for (let at = 0; at <= body.length;) {
    const { value, end, next } = takeCell(body, at, separator)
    if (next === null) return { rows, unclosed: line }
    row.cells.push(value)
    line += body.slice(at, next).split(/\r\n|[\r\n]/).length - 1
    at = next
    if (end === separator) continue
    if (row.cells.some((one) => one.trim() !== '')) rows.push(row)
    if (end === '') break
    row = { line, cells: [] }
  }
  return { rows, unclosed: null }
}

type Cell = { readonly value: string; readonly end: string; readonly next: number | null }

/** The cell that begins at `at`, what ends it (empty: the text), and where the next begins; `next` null: not closed. */
function takeCell(text: string, at: number, separator: string): Cell {
  if (text[at] !== '"') return upTo(text, at, '', separator)
  const close = closingQuote(text, at + 1)
  if (close === null) return { value: '', end: '', next: null }
  return upTo(text, close + 1, text.slice(at + 1, close).replaceAll('""', '"'), separator)
}

function closingQuote(text: string, from: number): number | null {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return null
}

/** What stands between `from` and the next separator or line end belongs to the cell too. */
function upTo(text: string, from: number, quoted: string, separator: string): Cell {
  let stop = from
  while (stop < text.length && text[stop] !== separator && text[stop] !== '\r' && text[stop] !== '\n') stop += 1
  const end = text.startsWith('\r\n', stop) ? '\r\n' : (text[stop] ?? '')
  return { value: quoted + text.slice(from, stop), end, next: stop + end.length }
}

/** Rows under headings in columns, two spaces apart; no trailing blanks. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows].map((row) => row.map(oneLine))
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Names and their values below each other. */
export function facts(entries: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length))
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${oneLine(value)}`).join('\n')
}

/** A time for people who read logs: UTC, to the minute. */
export function when(instant: string | null): string {
  return instant === null ? '–' : `${instant.slice(0, 10)} ${instant.slice(11, 16)}Z`
}

// What people and devices call themselves is shown, never obeyed: no control characters reach the terminal.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

function oneLine(text: string): string {
  return text.replace(unprintable, ' ')
}

/** Columns that a terminal gives to it, near enough: East Asian wide characters and emoji take two. */
function widthOf(text: string): number {
  return [...text.normalize('NFC')].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0)
}
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u

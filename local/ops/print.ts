/** How long ago, in the unit a person would use: 45 s, 12 min, 3.5 h, 2.1 d. */
export function age(ms: number): string {
  const [seconds, sign] = [Math.abs(ms) / 1000, ms < 0 ? '-' : '']
  if (seconds < 90) return `${sign}${Math.round(seconds)} s`
  if (seconds < 90 * 60) return `${sign}${Math.round(seconds / 60)} min`
  if (seconds < 36 * 3600) return `${sign}${(seconds / 3600).toFixed(1)} h`
  return `${sign}${(seconds / 86_400).toFixed(1)} d`
}

/** Rows under their headings, each column as wide as it must be. */
export function columns(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows]
  const widths = headings.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

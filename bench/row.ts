/** One measurement. `ratio` is ours over the named peer or floor in the same run; `met` says whether its goal holds. */
export type Row = {
  name: string
  unit: string
  ours: number
  peers: Record<string, number>
  ratio: number
  floor: number
  runs: number
  goal?: string
  met?: boolean
  /** Wrong answers seen while measuring. A row with any is void. */
  wrong?: number
  note?: string
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))]!
}

const round = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

export function printRows(rows: readonly Row[]): void {
  console.log('| what | ours | beside it in the same run | ratio | goal |  |')
  console.log('|---|---|---|---|---|---|')
  for (const { name, unit, ours, peers, ratio, goal = '', met, wrong = 0 } of rows) {
    const beside = Object.entries(peers)
      .map(([peer, value]) => `${peer} ${round(value)}`)
      .join(', ')
    const verdict = wrong > 0 ? `VOID: ${wrong} wrong` : met === undefined ? '' : met ? 'met' : 'not met'
    console.log(`| ${name} | ${round(ours)} ${unit} | ${beside} | ${round(ratio)} | ${goal} | ${verdict} |`)
  }
  const notes = new Map(rows.flatMap(({ name, note }) => (note ? [[note, name] as const] : [])).reverse())
  for (const [note, name] of [...notes].reverse()) console.log(`\n${name}: ${note}`)
}

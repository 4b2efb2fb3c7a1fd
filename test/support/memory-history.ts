import { HistoryEntry } from '../../lib/contracts/state.ts'
import type { History } from '../../lib/tables/history.ts'

/** The twin of `historyTable`: a line is named by its report and its place, so filing it again changes nothing. */
export function memoryHistory(): History {
  const lines = new Map<string, Map<number, string>>()
  return {
    async file(entries) {
      for (const entry of entries) {
        const chain = lines.get(entry.id) ?? new Map<number, string>()
        lines.set(entry.id, chain.set(entry.seq, JSON.stringify(entry)))
      }
    },
    async of(id) {
      const chain = [...(lines.get(id) ?? [])].sort(([a], [b]) => a - b)
      return chain.map(([, line]) => HistoryEntry.parse(JSON.parse(line)))
    },
  }
}

import { countedIn } from '../grid/area.ts'
import { DAY, type Instant, isBefore, later } from '../kernel/instant.ts'
import type { Story } from './story.ts'

/** Natural days in which the same matter at the same place counts as not having been settled the first time. */
export const REPEAT_DAYS = 30

/**
 * The ids of the cases that came again: sent from the same posted code, about the same category, within thirty days of the
 * one before, and lying in the same street, so that a street can be counted alone. Takes all cases of the street, also from
 * thirty days before the period; their order does not matter.
 */
export function repeatsAmong(stories: readonly Story[]): Set<string> {
  const before = new Map<string, Instant>()
  const repeats = new Set<string>()
  for (const { id, code, category, grid, receivedAt } of stories.toSorted(byReceipt)) {
    if (!code) continue
    const matter = `${code} ${category} ${countedIn(grid)}`
    const last = before.get(matter)
    if (last && !isBefore(later(last, REPEAT_DAYS * DAY), receivedAt)) repeats.add(id)
    before.set(matter, receivedAt)
  }
  return repeats
}

const nameOf = ({ receivedAt, id }: Story) => `${receivedAt} ${id}`
const byReceipt = (a: Story, b: Story) => (nameOf(a) < nameOf(b) ? -1 : 1)

import type { Area } from '../../lib/grid/area.ts'
import { REPEAT_DAYS } from '../../lib/insights/repeats.ts'
import { changedRows, rowsOf } from '../../lib/insights/rows.ts'
import { type Story, storyOf } from '../../lib/insights/story.ts'
import { DAY, later } from '../../lib/kernel/instant.ts'
import { beginOf, type Month, monthOf, monthsFrom } from '../../lib/kernel/month.ts'
import type { RecentHistory } from '../../lib/tables/history.ts'
import type { Indicators } from '../../lib/tables/indicators.ts'
import type { Reports } from '../../lib/tables/reports.ts'
import { chunks } from '../../lib/tables/together.ts'

export type CountingStreet = {
  reports: Pick<Reports, 'receivedIn'>
  history: RecentHistory
  indicators: Pick<Indicators, 'ofStreet' | 'put'>
}

/** Histories at once: enough to wait for the table and not for one another. */
const AT_ONCE = 25

/**
 * Counts a street's months, first to last, from its histories alone. Rows that say so already are left alone, so that a
 * second run, or one after a crash, writes only what is missing. Returns how many cases it looked at.
 */
export async function countStreet(
  { reports, history, indicators }: CountingStreet,
  street: Area,
  first: Month,
  last: Month,
): Promise<number> {
  const stories: Story[] = []
  const since = later(beginOf(first), -REPEAT_DAYS * DAY)
  for (const month of monthsFrom(monthOf(since), last)) {
    let cursor: string | undefined
    do {
      const page = await reports.receivedIn(month, street, since, cursor)
      for (const ids of chunks(page.items, AT_ONCE)) {
        const told = await Promise.all(ids.map(async (id) => storyOf(await history.recent(id))))
        stories.push(...told.filter((story) => story !== undefined))
      }
      cursor = page.next
    } while (cursor)
  }
  for (const month of monthsFrom(first, last)) {
    const changed = changedRows(await indicators.ofStreet(month, street), rowsOf(stories, street, month))
    for (const rows of chunks(changed, AT_ONCE))
      await Promise.all(rows.map((row) => indicators.put(month, row)))
  }
  return stories.length
}

import { streetsAmong } from '../../lib/insights/rows.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { monthOf, monthsFrom } from '../../lib/kernel/month.ts'
import type { Course } from '../../lib/simulate/replay.ts'
import { storedCourse } from '../../lib/simulate/stored.ts'
import { gridsTable } from '../../lib/tables/directory.ts'
import { historyTable } from '../../lib/tables/history.ts'
import { reportsTable } from '../../lib/tables/reports.ts'
import { chunks } from '../../lib/tables/together.ts'
import { type Ops, tableIn } from './command.ts'

/** Histories at once. */
const AT_ONCE = 25

/** Everything received in [from, to) that has a history with facts, street by street. */
export async function* storedCourses(
  { db, env, now }: Ops,
  from: Instant,
  to: Instant,
): AsyncGenerator<Course> {
  const reports = reportsTable(db, tableIn(env, 'reports'))
  const history = historyTable(db, tableIn(env, 'history'))
  const grids = await gridsTable(db, tableIn(env, 'grids'), () => now).all()
  for (const street of streetsAmong(grids))
    for (const month of monthsFrom(monthOf(from), monthOf(to))) {
      let cursor: string | undefined
      do {
        const page = await reports.receivedIn(month, street, from, cursor)
        for (const ids of chunks(page.items, AT_ONCE)) {
          const courses = await Promise.all(ids.map(async (id) => storedCourse(await history.recent(id))))
          for (const course of courses) if (course && course.receivedAt < to) yield course
        }
        cursor = page.next
      } while (cursor)
    }
}

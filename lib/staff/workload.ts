import { type Area, whereOf } from '../grid/area.ts'
import type { Report } from '../report/report.ts'
import { RUNG_POSTS } from './rungs.ts'
import type { Role } from './staff.ts'

/** 工作量. What is open in a grid, or nobody's in its community: how many, how many of them were raised, and with which posts they lie. */
export type Workload = { area: Area; open: number; raised: number; posts: { role: Role; open: number }[] }

/** Counts only. A report that was raised lies with every post of the rung that holds it, so posts do not add up to the grid. */
export function workloadOf(
  reports: readonly Pick<Report, 'gridId' | 'community' | 'level' | 'ruled'>[],
): Workload[] {
  return [...Map.groupBy(reports, whereOf)].map(([area, some]) => ({
    area,
    open: some.length,
    raised: some.filter(isRaised).length,
    posts: [...Map.groupBy(some.flatMap(postsOf), (role) => role)].map(([role, all]) => ({
      role,
      open: all.length,
    })),
  }))
}

const isRaised = ({ level = 'assignee' }: Pick<Report, 'level'>) => level !== 'assignee'

/** Whoever works on it, by a rule or as usual; once raised, those who hold it; nobody's lies with nobody. */
function postsOf({
  gridId,
  level = 'assignee',
  ruled,
}: Pick<Report, 'gridId' | 'level' | 'ruled'>): readonly Role[] {
  if (level !== 'assignee') return RUNG_POSTS[level]
  return gridId ? [(ruled?.post as Role | undefined) ?? 'grid_worker'] : []
}

import { type Area, COUNTY, chainOf } from '../grid/area.ts'
import { dayOf, type Instant } from '../kernel/instant.ts'
import { CLOCKS, type ClockName, LEVELS, type Level } from '../sla/policy.ts'
import type { Run } from './replay.ts'

/** What the posts of a level were asked to do: `peak`, the most that one of them had in a day. */
export type Load = {
  level: Level
  posts: number
  total: number
  busiest?: { area: Area; total: number }
  peak: number
}
/** `missed`: deadlines, on every rung; `cases`: how many cases missed at least one. */
export type Breaches = { clock: ClockName; missed: number; cases: number }
export type Tally = {
  cases: number
  refused: number
  breaches: Breaches[]
  /** Missed deadlines by who then had to hear of it; `nobody` is above the county. */
  escalations: { to: Level | 'nobody'; count: number }[]
  load: Load[]
}

/** Counts runs as they come: of a year it keeps what it counts, not the cases. */
export function tally(): { add(run: Run): void; result(): Tally } {
  let [cases, refused] = [0, 0]
  const missed = new Map<string, number>()
  const late = new Map<string, number>()
  const escalated = new Map<string, number>()
  const asked = new Map<Level, Map<Area, { total: number; days: Map<string, number> }>>()

  const ask = (level: Level, area: Area, at: Instant) => {
    const posts = asked.get(level) ?? new Map<Area, { total: number; days: Map<string, number> }>()
    const post = posts.get(area) ?? { total: 0, days: new Map<string, number>() }
    post.total++
    add(post.days, dayOf(at))
    asked.set(level, posts.set(area, post))
  }

  return {
    add({ course, told, refused: more }) {
      cases++
      refused += more
      if (course.gridId) ask('assignee', course.gridId, course.routedAt)
      const clocks = new Set<ClockName>()
      for (const { at, event, gridId } of told) {
        if (event.type !== 'report.escalated') continue
        const { clock, to, why } = event.data
        if (to !== 'nobody') ask(to, deskOf(gridId, to), at)
        if (why) continue
        add(missed, clock)
        add(escalated, to)
        clocks.add(clock)
      }
      for (const clock of clocks) add(late, clock)
    },
    result: () => ({
      cases,
      refused,
      breaches: CLOCKS.map((clock) => ({
        clock,
        missed: missed.get(clock) ?? 0,
        cases: late.get(clock) ?? 0,
      })),
      escalations: [...LEVELS.slice(1), 'nobody' as const].map((to) => ({
        to,
        count: escalated.get(to) ?? 0,
      })),
      load: LEVELS.map((level) => loadOf(level, asked.get(level) ?? new Map())),
    }),
  }
}

const add = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)

/** The grid, community, street or county of a level; what lies nowhere is the county's. */
function deskOf(gridId: Area | undefined, level: Level): Area {
  return gridId ? chainOf(gridId)[Math.max(0, LEVELS.indexOf(level) - 1)]! : COUNTY
}

function loadOf(level: Level, posts: Map<Area, { total: number; days: Map<string, number> }>): Load {
  const all = [...posts].map(([area, { total, days }]) => ({ area, total, peak: Math.max(...days.values()) }))
  const [busiest] = all.toSorted((a, b) => b.total - a.total)
  return {
    level,
    posts: all.length,
    total: all.reduce((sum, { total }) => sum + total, 0),
    ...(busiest && { busiest: { area: busiest.area, total: busiest.total } }),
    peak: all.reduce((most, { peak }) => Math.max(most, peak), 0),
  }
}

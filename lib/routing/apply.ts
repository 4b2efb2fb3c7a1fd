import type { Calendar } from '../calendar/calendar.ts'
import { communityOf, whereOf } from '../grid/area.ts'
import type { Directory } from '../grid/route.ts'
import { dayOf } from '../kernel/instant.ts'
import type { Routing } from '../report/decide.ts'
import type { RISKS } from '../report/moves.ts'
import { classOf, type Report } from '../report/report.ts'
import { firstMatch, type Matter, type Risk, type Rule } from './rule.ts'
import type { RuleSet } from './rule-set.ts'
import { ruleWords, type Words } from './words.ts'

/** The report as rules see it, once its place is known. */
export function matterOf(
  report: Report,
  { gridId, community, flags }: Pick<Routing, 'gridId' | 'community' | 'flags'>,
  load: number,
  calendar: Pick<Calendar, 'isWorkday'>,
): Matter {
  const { category, source, receivedAt, answers = {} } = report
  const risk = riskOf(report)
  return {
    category,
    tags: [...report.flags, ...flags, ...(source ? [source] : [])],
    area: whereOf({ gridId, community }),
    at: receivedAt,
    isWorkday: calendar.isWorkday(dayOf(receivedAt)),
    answers,
    ...(risk && { risk }),
    load,
  }
}

/** The colour somebody has given it; nobody has yet when words or answers say that there is danger now: that counts as red. */
function riskOf(report: Report): Risk | undefined {
  const [, colour] = /^dispute_(\w+)$/.exec(classOf(report)) ?? []
  return (
    (colour as (typeof RISKS)[number] | undefined) ?? (report.flags.includes('emergency') ? 'red' : undefined)
  )
}

/** What the place decided, and then the first rule that holds; without one the place alone decides. */
export function byRule(
  set: Pick<RuleSet, 'version' | 'rules'>,
  matter: Matter,
  found: Routing,
  grid: Directory['grid'],
): Routing {
  const rule = firstMatch(set.rules, matter)
  if (!rule) return found
  const { post, assist, priority, hold, team } = rule.does
  const there = team ? grid(team) : undefined
  const gridId = there?.id ?? found.gridId
  const why = whyOf(rule, set.version, grid)
  const step = {
    by: 'rule' as const,
    found: true,
    ...(there && { gridId: there.id }),
    why: why.zh,
    en: why.en,
  }
  const { gridId: _, ...placed } = found
  return {
    ...placed,
    trace: [...found.trace, step],
    ...(hold ? gridId && { community: communityOf(gridId) } : gridId && { gridId }),
    ruled: {
      rule: { version: set.version, id: rule.id },
      ...(post && { post }),
      ...(assist && { units: assist }),
      ...(priority && { priority }),
    },
  }
}

function whyOf(rule: Rule, version: number, grid: Directory['grid']): Words {
  const words = ruleWords(rule, version, (area) => grid(area)?.name)
  const { team } = rule.does
  return !team || grid(team)
    ? words
    : {
        zh: `${words.zh}；这个网格已不存在，按地点派`,
        en: `${words.en}; that grid is no more, so its place decides`,
      }
}

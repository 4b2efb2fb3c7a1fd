import { type Line, type Story, storyOf } from '../../lib/insights/story.ts'
import { type Instant, shanghai } from '../../lib/kernel/instant.ts'
import { type Form, type MoveOrder, make, receive, route, tick } from '../../lib/report/decide.ts'
import { changedFacts, factsOf } from '../../lib/report/facts.ts'
import { rate } from '../../lib/report/rating.ts'
import type { Report, ReportOutcome } from '../../lib/report/report.ts'
import { LEVELS } from '../../lib/sla/policy.ts'
import { aReportForm, PHOENIX, TERMS } from './given.ts'

type Step = Partial<Omit<MoveOrder, 'move'>> & { role?: string }

/** A case told in wall-clock strings by the real rules, with the lines of history that the door makes of them. */
export type Case = {
  at(when: string, what: 'tick' | MoveOrder['move'], step?: Step): Case
  rated(when: string, level: number): Case
  lines: readonly Line[]
  story: Story
}

export function caseOf(when: string, about: Partial<Form> = {}, gridId: string = PHOENIX): Case {
  const now = shanghai(when)
  const received = receive(aReportForm(about), now, TERMS)
  const begun = further(undefined, [], received, now, 'resident')
  return gridId ? withRoute(begun, gridId, now) : begun
}

function withRoute(begun: Going, gridId: string, now: Instant): Case {
  return further(
    begun.report,
    begun.lines,
    route(begun.report, { gridId, trace: [], flags: [] }, now, TERMS)!,
    now,
    'system',
  )
}

type Going = Case & { report: Report }

function further(
  before: Report | undefined,
  lines: readonly Line[],
  outcome: ReportOutcome,
  at: Instant,
  role: string,
): Going {
  const { value: report, what, events } = outcome
  const facts = changedFacts(before ? factsOf(before, []) : {}, factsOf(report, events))
  const all = [...lines, { id: report.id, at, role, what, to: report.status, ...(facts && { facts }) }]
  return {
    report,
    lines: all,
    at(when, happens, { role: post = 'community_worker', ...order } = {}) {
      const now = shanghai(when)
      const done =
        happens === 'tick'
          ? tick(report, now, TERMS)!
          : make(report, { mover: 'staff', levels: LEVELS, ...order, move: happens }, now, TERMS)
      return further(report, all, done, now, happens === 'tick' ? 'system' : post)
    },
    rated: (when, level) => {
      const now = shanghai(when)
      return further(report, all, rate(report, level, undefined, now, TERMS.calendar), now, 'resident')
    },
    get story() {
      return storyOf(all)!
    },
  }
}

import { shanghai, wallClock } from '../../lib/kernel/instant.ts'
import type { Category } from '../../lib/report/categories.ts'
import { make, receive, tick } from '../../lib/report/decide.ts'
import type { Move } from '../../lib/report/moves.ts'
import type { Report, ReportEvent, Terms } from '../../lib/report/report.ts'
import type { Mover, Status } from '../../lib/report/statuses.ts'
import type { Clock } from '../../lib/sla/clock.ts'
import type { ClockName, Level } from '../../lib/sla/policy.ts'
import { aReportForm, TERMS } from './given.ts'

/** What happened to a report so far, told in wall-clock strings; every step is a new story. */
export type Story = {
  at(when: string, happens: 'tick' | Move, by?: Mover): Story
  isDue(when: string, clock?: ClockName): Story
  hasClimbedTo(level: Level, clock?: ClockName): Story
  /** How many escalations have been announced. */
  hasAnnounced(climbs: number): Story
  is(status: Status): Story
  clockIs(phase: Clock['phase'], clock?: ClockName): Story
}

export const disputeOpened = (when: string) => opened('parking', when)

export function opened(category: Category, when: string, terms = TERMS): Story {
  const { value, events } = receive(aReportForm({ category }), shanghai(when), terms)
  const { screening: _, ...clocks } = value.clocks
  return story({ ...value, clocks, status: 'assigned' }, events, terms)
}

function story(report: Report, events: readonly ReportEvent[], terms: Terms): Story {
  const told: Story = {
    at(when, happens, by = 'staff') {
      const now = shanghai(when)
      const outcome =
        happens === 'tick' ? tick(report, now, terms) : make(report, { move: happens, mover: by }, now, terms)
      return outcome ? story(outcome.value, [...events, ...outcome.events], terms) : told
    },
    isDue(when, clock = 'contact') {
      const running = report.clocks[clock]
      expect(running?.phase === 'running' ? wallClock(running.dueAt) : running?.phase).toBe(when)
      return told
    },
    hasClimbedTo(level, clock = 'contact') {
      expect(report.clocks[clock]?.level).toBe(level)
      return told
    },
    hasAnnounced(climbs) {
      const climbed = events.filter(
        (one) => one.type === 'report.escalated' && one.data.clock !== 'acknowledge',
      )
      expect(climbed).toHaveLength(climbs)
      return told
    },
    is(status) {
      expect(report.status).toBe(status)
      return told
    },
    clockIs(phase, clock = 'contact') {
      expect(report.clocks[clock]?.phase).toBe(phase)
      return told
    },
  }
  return told
}

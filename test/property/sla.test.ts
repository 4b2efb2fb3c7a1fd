import fc from 'fast-check'
import { DAY, type Instant, later, MINUTE } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { ORDINARY_CATEGORIES } from '../../lib/report/categories.ts'
import { make, openTo, receive, route, tick } from '../../lib/report/decide.ts'
import { MOVE_NAMES, type Move } from '../../lib/report/moves.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import { LEVELS } from '../../lib/sla/policy.ts'
import { aReportForm, MONDAY, PHOENIX, TERMS } from '../support/given.ts'

/** Somebody who may do everything, and says what the moves ask for. */
const ORDER = { levels: LEVELS, days: 1, as: { class: 'dispute_orange' } } as const

type Happening = { at: Instant; what: 'tick' | Move }
const minutes = fc.integer({ min: 0, max: 20 * 24 * 60 })
const after = (minute: number) => later(MONDAY, minute * MINUTE)
const ticks = fc.array(
  minutes.map((minute): Happening => ({ at: after(minute), what: 'tick' })),
  { maxLength: 30 },
)
const moves = fc.array(
  fc
    .tuple(minutes, fc.constantFrom(...MOVE_NAMES))
    .map(([minute, what]): Happening => ({ at: after(minute), what })),
  { maxLength: 12 },
)
const categories = fc.constantFrom(...ORDINARY_CATEGORIES)
const LAST: Happening = { at: after(21 * 24 * 60), what: 'tick' }

/** A move by whoever may make it; one that is not open, or asks for too much, is not made. */
function tried(report: Report, move: Move, at: Instant) {
  const now = tick(report, at, TERMS)?.value ?? report
  const mover = (['staff', 'resident'] as const).find((one) =>
    openTo(now, one, at, TERMS, LEVELS).includes(move),
  )
  try {
    return mover && make(report, { ...ORDER, move, mover, until: later(at, 2 * DAY) }, at, TERMS)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** What became of a report and what it announced; moves that are not open are not made. */
function run(category: Report['category'], happenings: readonly Happening[]) {
  const received = receive(aReportForm({ category }), MONDAY, TERMS).value
  let report = route(received, { gridId: PHOENIX, trace: [], flags: [] }, MONDAY, TERMS)!.value
  const escalations: (ReportEvent & { type: 'report.escalated' })[] = []
  const ordered = happenings.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
  for (const { at, what } of ordered) {
    const outcome = what === 'tick' ? tick(report, at, TERMS) : tried(report, what, at)
    if (!outcome) continue
    report = outcome.value
    for (const event of outcome.events) if (event.type === 'report.escalated') escalations.push(event)
  }
  // Which of two clocks is announced first depends on who looked when; what is announced does not.
  return { report, escalations: escalations.map((event) => JSON.stringify(event)).sort() }
}

test('lost, late and duplicate ticks change nothing once one tick comes through', () => {
  fc.assert(
    fc.property(categories, ticks, moves, (category, some, happened) => {
      const often = run(category, [...happened, ...some, ...some, LAST, LAST])
      expect(often).toEqual(run(category, [...happened, LAST]))
    }),
  )
})

test('a second tick at the same moment writes nothing', () => {
  fc.assert(
    fc.property(categories, moves, minutes, (category, happened, minute) => {
      const before = happened.filter(({ at }) => at <= after(minute))
      const { report } = run(category, [...before, { at: after(minute), what: 'tick' }])
      expect(tick(report, after(minute), TERMS)).toBeUndefined()
    }),
  )
})

test('every rung is announced once, one above the other, and never for a deadline not yet missed', () => {
  fc.assert(
    fc.property(categories, ticks, moves, (category, some, happened) => {
      const withoutReopening = happened.filter(
        ({ what }) => !['reopen', 'hand-down', 'grade', 'supervise'].includes(what),
      )
      const { escalations } = run(category, [...withoutReopening, ...some, LAST])
      for (const clock of ['contact', 'resolve']) {
        const climbs = escalations.map((text) => JSON.parse(text).data).filter((data) => data.clock === clock)
        const bySight = climbs.sort((a, b) => (a.missedAt < b.missedAt ? -1 : 1))
        expect(bySight.slice(1).map(({ from }) => from)).toEqual(bySight.slice(0, -1).map(({ to }) => to))
        expect(new Set(bySight.map(({ from }) => from)).size).toBe(bySight.length)
        for (const { missedAt, dueAt } of bySight) {
          expect(missedAt <= LAST.at).toBe(true)
          if (dueAt) expect(dueAt > missedAt).toBe(true)
        }
      }
    }),
  )
})

test('nobody is told of a deadline that comes after the matter is over', () => {
  fc.assert(
    fc.property(categories, moves, (category, happened) => {
      const once = run(category, happened)
      if (!once.report.endedAt) return
      const { escalations } = run(category, [...happened, LAST])
      expect(escalations).toEqual(once.escalations)
    }),
  )
})

import fc from 'fast-check'
import { type Instant, later, MINUTE } from '../../lib/kernel/instant.ts'
import { ORDINARY_CATEGORIES } from '../../lib/report/categories.ts'
import { MOVE_NAMES, type Move } from '../../lib/report/moves.ts'
import { make, openTo, type Report, type ReportEvent, receive, route, tick } from '../../lib/report/report.ts'
import { LEVELS } from '../../lib/sla/policy.ts'
import { aReportForm, MONDAY, PHOENIX, TERMS } from '../support/given.ts'

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

/** What became of a report and what it announced; moves that are not open are not made. */
function run(category: Report['category'], happenings: readonly Happening[]) {
  const received = receive(aReportForm({ category }), MONDAY, TERMS).value
  let report = route(received, { gridId: PHOENIX, trace: [], flags: [] }, MONDAY, TERMS)!.value
  const escalations: (ReportEvent & { type: 'report.escalated' })[] = []
  const ordered = happenings.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
  for (const { at, what } of ordered) {
    const mover = (['staff', 'resident'] as const).find((one) =>
      what === 'tick' ? false : openTo(report, one, at).includes(what),
    )
    const outcome =
      what === 'tick' ? tick(report, at, TERMS) : mover && make(report, { move: what, mover }, at, TERMS)
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
      const withoutReopening = happened.filter(({ what }) => what !== 'reopen')
      const { escalations } = run(category, [...withoutReopening, ...some, LAST])
      for (const clock of ['contact', 'resolve']) {
        const climbs = escalations.map((text) => JSON.parse(text).data).filter((data) => data.clock === clock)
        const bySight = climbs.sort((a, b) => (a.missedAt < b.missedAt ? -1 : 1))
        expect(bySight.map(({ from }) => from)).toEqual(LEVELS.slice(0, climbs.length))
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

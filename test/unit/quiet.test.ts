import type { Alert } from '../../lib/alerts/alert.ts'
import { quietUntil } from '../../lib/alerts/quiet.ts'
import { shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { tick } from '../../lib/report/decide.ts'
import type { Report } from '../../lib/report/report.ts'
import { aReport, TERMS } from '../support/given.ts'

const QUIET = { from: '22:00', until: '07:00' }
const night = shanghai('2026-03-03 23:00')

/** When a group with quiet hours is told of each climb of a report that nobody has touched since the morning. */
function toldAt(about: Partial<Report>): string[] {
  const { events } = tick(aReport({ category: 'neighbour', ...about }), night, TERMS)!
  return events
    .filter(({ type }) => type === 'report.escalated')
    .map(
      (event, index) => ({ id: `a.1.${index}`, at: night, subject: 'a', causedBy: 'c', ...event }) as Alert,
    )
    .map((alert) => wallClock(quietUntil(alert, night, QUIET) ?? night))
}

test('what can wait is told in the morning', () => {
  expect(new Set(toldAt({}))).toEqual(new Set(['2026-03-04 07:00']))
})

test.each<[string, Partial<Report>]>([
  ['a red dispute', { class: 'dispute_red' }],
  ['an emergency', { class: 'emergency' }],
  ['a matter whose words name a danger', { flags: ['emergency'] }],
  ['a fire hazard', { category: 'fire' }],
  ['a fire hazard that has an orange dispute’s clocks', { category: 'fire', class: 'dispute_orange' }],
])('%s is told at night', (_, about) => {
  expect(new Set(toldAt(about))).toEqual(new Set(['2026-03-03 23:00']))
})

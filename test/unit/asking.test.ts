import fc from 'fast-check'
import { later, MINUTE, shanghai, wallClock } from '../../lib/kernel/instant.ts'
import type { OnDuty, Rungs } from '../../lib/report/asking.ts'
import { make, receive, route, tick } from '../../lib/report/decide.ts'
import { alertedOf, type Report, type ReportEvent } from '../../lib/report/report.ts'
import { rankOf } from '../../lib/sla/policy.ts'
import type { Post } from '../../lib/staff/holders.ts'
import { rungsOf } from '../../lib/staff/rungs.ts'
import { aReport, aReportForm, PHOENIX, TERMS } from '../support/given.ts'

const on = (role: OnDuty['role'], staffId: string): OnDuty => ({ role, staffId })
const EVERYBODY: Rungs = {
  grid: [on('aux_police', 'officer'), on('community_worker', 'worker')],
  community: [on('community_secretary', 'secretary')],
  street: [on('street_coordinator', 'coordinator'), on('station_chief', 'chief')],
  county: [on('county_supervisor', 'supervisor')],
}

const received = aReport({ gridId: PHOENIX, status: 'assigned' })
/** Its contact is due at 15:00: four working hours, without the lunch hour. */
const { screening: _, ...clocks } = received.clocks
const quarrel: Report = { ...received, clocks: { contact: clocks.contact! } }

function ticked(report: Report, when: string, rungs: Rungs = EVERYBODY) {
  const outcome = tick(report, shanghai(when), { ...TERMS, rungs })
  return { report: outcome?.value ?? report, events: outcome?.events ?? [] }
}

/** Who was asked, from which level to which, and by when they must answer. */
const askedIn = (events: readonly ReportEvent[]) =>
  events.flatMap((event) => {
    if (event.type !== 'report.escalated') return []
    const { clock, from, to, asked, missedAt } = event.data
    return [`${wallClock(missedAt).slice(5)} ${clock} ${from}→${to} ${asked ?? '—'}`]
  })

describe('an escalation that nobody answers', () => {
  test('asks each person of a rung in turn, then the rung above, half a working hour each', () => {
    const { events } = ticked(quarrel, '2026-03-03 10:29')
    expect(askedIn(events)).toEqual([
      '03-02 15:00 contact assignee→grid aux_police',
      '03-02 15:30 acknowledge grid→grid community_worker',
      '03-02 16:00 acknowledge grid→community community_secretary',
      '03-02 16:30 acknowledge community→street street_coordinator',
      '03-02 17:00 acknowledge street→street station_chief',
      '03-02 17:30 acknowledge street→county county_supervisor',
      '03-03 09:00 acknowledge county→nobody —',
    ])
  })

  test('is on the list of the one who is asked now, and of nobody else', () => {
    const at = (when: string) => alertedOf(ticked(quarrel, when).report)?.staffId
    expect(at('2026-03-02 14:59')).toBeUndefined()
    expect(at('2026-03-02 15:00')).toBe('officer')
    expect(at('2026-03-02 15:30')).toBe('worker')
    expect(at('2026-03-02 17:29')).toBe('chief')
    expect(at('2026-03-03 09:00')).toBeUndefined()
  })
})

test('an answer ends the asking: nobody else is asked', () => {
  const climbed = ticked(quarrel, '2026-03-02 15:00').report
  const order = { move: 'acknowledge', mover: 'staff' as const, levels: ['grid' as const] }
  const { value } = make(climbed, order, shanghai('2026-03-02 15:10'), TERMS)
  expect([alertedOf(value), value.clocks.acknowledge]).toEqual([undefined, undefined])
  expect(askedIn(ticked(value, '2026-03-02 17:00').events)).toEqual([])
})

test('a rung on which nobody is on duty is not waited for', () => {
  const { events, report } = ticked(quarrel, '2026-03-02 15:00', { ...EVERYBODY, grid: [], community: [] })
  expect(askedIn(events)).toEqual([
    '03-02 15:00 contact assignee→grid —',
    '03-02 15:00 acknowledge grid→community —',
    '03-02 15:00 acknowledge community→street street_coordinator',
  ])
  expect(alertedOf(report)).toEqual({ ...on('street_coordinator', 'coordinator'), level: 'street', turn: 0 })
})

test('a rung without posts on record has its group asked, and the usual time', () => {
  const { events } = ticked(quarrel, '2026-03-02 15:30', { county: EVERYBODY.county! })
  expect(askedIn(events)).toEqual([
    '03-02 15:00 contact assignee→grid —',
    '03-02 15:30 acknowledge grid→community —',
  ])
})

test('a red dispute asks the street at once, day or night, five minutes each', () => {
  const open = { ...quarrel, clocks: { ...quarrel.clocks, resolve: clocks.resolve! } }
  const atWork = make(open, { move: 'contact', mover: 'staff' }, shanghai('2026-03-02 09:30'), TERMS).value
  const order = {
    move: 'grade',
    mover: 'staff' as const,
    levels: ['grid' as const],
    as: { class: 'dispute_red' as const },
  }
  const red = make(atWork, order, shanghai('2026-03-02 23:00'), { ...TERMS, rungs: EVERYBODY })
  expect(askedIn(red.events)).toEqual(['03-02 23:00 resolve assignee→street street_coordinator'])
  expect(askedIn(ticked(red.value, '2026-03-02 23:10').events)).toEqual([
    '03-02 23:05 acknowledge street→street station_chief',
    '03-02 23:10 acknowledge street→county county_supervisor',
  ])
})

test('a matter that begins above is asked of that rung as soon as it has a place', () => {
  const { policy } = TERMS
  const strict = { ...policy, classes: { ...policy.classes, dispute: policy.classes.dispute_red } }
  const fresh = receive(aReportForm(), shanghai('2026-03-02 20:00'), { ...TERMS, policy: strict }).value
  const terms = { ...TERMS, policy: strict, rungs: EVERYBODY }
  const { value } = route(
    fresh,
    { trace: [], flags: [], gridId: PHOENIX },
    shanghai('2026-03-02 20:00'),
    terms,
  )!
  expect(alertedOf(value)?.staffId).toBe('coordinator')
})

describe('who is on duty on the rungs over a grid', () => {
  const since = shanghai('2026-01-01 00:00')
  const post = (role: OnDuty['role'], area: string, staffId?: string, leaves: Post['leaves'] = []): Post => ({
    role,
    area,
    tenures: staffId ? [{ staffId, from: since }] : [],
    leaves,
  })
  const now = shanghai('2026-03-02 09:00')
  const away = { staffId: 'secretary', from: since, until: shanghai('2026-04-01 00:00') }

  test('is the holder, or who stands in, in the order in which they are asked', () => {
    const posts = [
      post('community_worker', '371724001005', 'worker'),
      post('aux_police', PHOENIX, 'officer'),
      post('community_secretary', '371724001005', 'secretary', [{ ...away, substitute: 'deputy' }]),
      post('station_chief', '371724001', 'chief'),
      post('aux_police', '371724001005001', 'of the grid beside'),
    ]
    expect(rungsOf(PHOENIX, now, posts)).toEqual({
      grid: EVERYBODY.grid,
      community: [on('community_secretary', 'deputy')],
      street: [on('station_chief', 'chief')],
    })
  })

  test('is nobody where the posts on record are vacant or their holders away', () => {
    const posts = [
      post('aux_police', PHOENIX),
      post('community_secretary', '371724001005', 'secretary', [away]),
    ]
    expect(rungsOf(PHOENIX, now, posts)).toEqual({ grid: [], community: [] })
  })
})

const ALL = Object.values(EVERYBODY).flat()
const someRungs: fc.Arbitrary<Rungs> = fc.record(
  Object.fromEntries(
    Object.entries(EVERYBODY).map(([level, there]) => [level, fc.subarray([...there])]),
  ) as Record<keyof Rungs, fc.Arbitrary<OnDuty[]>>,
  { requiredKeys: [] },
)

test('whoever is on duty: an alert that nobody answers asks each at most once, never goes down, and ends at the county', () => {
  fc.assert(
    fc.property(someRungs, (rungs) => {
      const { events, report } = ticked(quarrel, '2026-03-04 09:00', rungs)
      const climbs = events.flatMap((event) => (event.type === 'report.escalated' ? [event.data] : []))
      const alerts = climbs.filter(({ clock, to }) => clock === 'acknowledge' && to !== 'nobody')
      const levels = alerts.map(({ to }) => rankOf(to as 'county'))
      expect(levels).toEqual(levels.toSorted((a, b) => a - b))
      const posts = climbs.flatMap(({ asked }) => asked ?? [])
      expect(new Set(posts).size).toBe(posts.length)
      expect(posts).toEqual(
        ALL.filter(({ role }) =>
          Object.values(rungs).some((there) => there.some((one) => one.role === role)),
        ).map(({ role }) => role),
      )
      expect(alertedOf(report)).toBeUndefined()
    }),
  )
})

test('however late, often and scattered the ticks come, the same people have been asked', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 24 * 60 }), { maxLength: 6 })
  fc.assert(
    fc.property(someRungs, minutes, (rungs, some) => {
      const [begin, end] = [shanghai('2026-03-02 15:00'), shanghai('2026-03-03 15:00')]
      const moments = [...some.toSorted((a, b) => a - b).map((n) => later(begin, n * MINUTE)), end]
      let report = quarrel
      const told: string[] = []
      for (const at of moments) {
        const next = ticked(report, wallClock(at), rungs)
        report = next.report
        told.push(...askedIn(next.events))
      }
      const once = ticked(quarrel, wallClock(end), rungs)
      expect(told).toEqual(askedIn(once.events))
      expect(report).toEqual(once.report)
    }),
  )
})

import fc from 'fast-check'
import { DAY, later, shanghai } from '../../lib/kernel/instant.ts'
import { isConfidential } from '../../lib/report/categories.ts'
import { deadlinesOf } from '../../lib/report/deadlines.ts'
import { make, openTo, receive, tick } from '../../lib/report/decide.ts'
import { metresBetween, nearKey, nearKeys } from '../../lib/report/near.ts'
import { canRate, rate } from '../../lib/report/rating.ts'
import { isSimilar, MOST_SUPPORTERS, support } from '../../lib/report/support.ts'
import { LEVELS } from '../../lib/sla/policy.ts'
import { CONFIDENTIAL, REPORT } from '../../lib/tables/reports.ts'
import { aReport, aReportForm, MONDAY, PHOENIX, refusalOf, TERMS } from '../support/given.ts'

const HERE = { lat: 35.39, lng: 116.09 }

describe('the same place', () => {
  const spot = fc.record({
    lat: fc.double({ min: 18, max: 53, noNaN: true }),
    lng: fc.double({ min: 74, max: 135, noNaN: true }),
  })
  const step = fc.double({ min: -0.0009, max: 0.0009, noNaN: true })

  test('whatever lies within fifty metres is under one of at most four keys', () => {
    fc.assert(
      fc.property(spot, step, step, (here, north, east) => {
        const there = { lat: here.lat + north, lng: here.lng + east }
        const keys = nearKeys('parking', here)
        expect(keys.length).toBeLessThanOrEqual(4)
        if (metresBetween(here, there) <= 50) expect(keys).toContain(nearKey('parking', there))
      }),
    )
  })

  test('metres are metres', () => {
    expect(metresBetween(HERE, { ...HERE, lat: HERE.lat + 0.001 })).toBeCloseTo(111.2, 1)
    expect(metresBetween(HERE, { ...HERE, lng: HERE.lng + 0.001 })).toBeCloseTo(90.6, 0)
  })
})

describe('a neighbour’s report', () => {
  const report = aReport({ gridId: PHOENIX, status: 'assigned', spot: HERE })
  const asked = { category: 'parking' as const, spot: { ...HERE, lat: HERE.lat + 0.0004 } }

  test('is shown while it is open, near, recent and about the same', () => {
    expect(isSimilar(report, asked, later(MONDAY, DAY))).toBe(true)
    expect(isSimilar(report, asked, later(MONDAY, 15 * DAY))).toBe(false)
    expect(isSimilar(report, { ...asked, category: 'noise' }, MONDAY)).toBe(false)
    expect(isSimilar({ ...report, status: 'closed' }, asked, MONDAY)).toBe(false)
    expect(isSimilar(report, { ...asked, spot: { ...HERE, lat: HERE.lat + 0.0005 } }, MONDAY)).toBe(false)
    const { spot: _, ...nowhere } = report
    expect(isSimilar(nowhere, asked, MONDAY)).toBe(false)
  })

  test('is joined once by each, the clocks stay as they are, and nobody is told more', () => {
    const joined = support(report, 'a')!
    expect(joined).toMatchObject({ what: 'support', events: [], value: { supporters: ['a'] } })
    expect(joined.value.clocks).toEqual(report.clocks)
    expect(support(joined.value, 'a')).toBeUndefined()
  })

  test('takes a hundred, and none once it is over', () => {
    const full = { ...report, supporters: Array.from({ length: MOST_SUPPORTERS }, String) }
    expect(refusalOf(() => support(full, 'one more')).code).toBe('supporters-full')
    expect(refusalOf(() => support({ ...report, status: 'closed' }, 'a')).code).toBe('report-not-found')
  })

  test('is in the index of places only while it is open', () => {
    expect(REPORT.keysOf(report).near).toBe(nearKey('parking', HERE))
    expect(REPORT.keysOf({ ...report, status: 'cancelled' }).near).toBeUndefined()
  })
})

describe('a rating', () => {
  const endedAt = shanghai('2026-03-06 16:00')
  const over = aReport({ status: 'closed', endedAt, gridId: PHOENIX })
  const at = shanghai('2026-03-06 17:00')

  test('is given once, within fifteen days of the end', () => {
    expect(canRate(over, later(endedAt, 15 * DAY))).toBe(true)
    expect(canRate(over, later(endedAt, 15 * DAY + 1))).toBe(false)
    const { value } = rate(over, 5, undefined, at, TERMS.calendar)
    expect([value.status, value.rating]).toEqual(['closed', { level: 5, at }])
    expect(refusalOf(() => rate(value, 1, undefined, at, TERMS.calendar)).code).toBe('move-not-allowed')
    expect(canRate(aReport(), MONDAY)).toBe(false)
  })

  test('of the lowest two owes a call by the end of the next working day, and staff see the report again', () => {
    for (const level of [1, 2]) {
      const { value } = rate(over, level, 'sealed', at, TERMS.calendar)
      expect([value.status, value.endedAt, value.rating?.callBackBy]).toEqual([
        'resolved',
        endedAt,
        shanghai('2026-03-09 17:30'),
      ])
      expect(REPORT.keysOf(value).openIn).toBe(PHOENIX.slice(0, 12))
      const closed = make(value, { move: 'close', mover: 'staff' }, at, TERMS).value
      expect([closed.status, closed.rating]).toEqual(['closed', { level, at }])
    }
    expect(rate(over, 3, undefined, at, TERMS.calendar).value.rating?.callBackBy).toBeUndefined()
  })
})

describe('what was said about an official', () => {
  const secret = receive(aReportForm({ category: 'conduct' }), MONDAY, TERMS)

  test('is told to nobody: no message, no route, no clock, no deadline', () => {
    expect(isConfidential(secret.value)).toBe(true)
    expect([secret.events, secret.value.gridId, deadlinesOf(secret.value)]).toEqual([
      [],
      undefined,
      { provisional: false },
    ])
    expect(tick(secret.value, later(MONDAY, 365 * DAY), TERMS)).toBeUndefined()
  })

  test('is in the inspector’s list and in no index that anything else reads', () => {
    const { number, receivedAt } = secret.value
    const keys = { number, raisedTo: CONFIDENTIAL, receivedAt }
    expect(REPORT.keysOf(secret.value)).toEqual(keys)
    expect(REPORT.keysOf({ ...secret.value, gridId: PHOENIX, spot: HERE })).toEqual(keys)
  })

  test('is worked to its end in silence, and cannot be handed to a grid or put to another report', () => {
    const open = openTo(secret.value, 'staff', MONDAY, TERMS, LEVELS)
    expect(open).toContain('contact')
    for (const move of ['assign', 'merge', 'mediate', 'reclassify', 'assist', 'supervise'] as const)
      expect(open).not.toContain(move)
    let report = secret.value
    for (const move of ['contact', 'start', 'resolve', 'close', 'reopen']) {
      const done = make(report, { move, mover: 'staff' }, later(MONDAY, DAY), TERMS)
      expect(done.events).toEqual([])
      report = done.value
      expect(REPORT.keysOf(report).dueAt).toBeUndefined()
    }
  })

  test('has a number like any other', () => {
    expect(secret.value.number).toBe(receive(aReportForm(), MONDAY, TERMS).value.number)
  })
})

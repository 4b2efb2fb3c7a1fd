import fc from 'fast-check'
import { shanghai, wallClock } from '../../lib/kernel/instant.ts'
import type { Category } from '../../lib/report/categories.ts'
import { type MoveOrder, make, receive, route, tick } from '../../lib/report/decide.ts'
import type { Move } from '../../lib/report/moves.ts'
import { levelOf, type Report } from '../../lib/report/report.ts'
import type { ClockName, Level } from '../../lib/sla/policy.ts'
import { aReportForm, PHOENIX, refusalOf, TERMS } from '../support/given.ts'

type More = Omit<MoveOrder, 'move' | 'mover' | 'until' | 'levels'> & { until?: string; levels?: Level[] }

const byStaff = (report: Report, move: Move, when: string, { until, ...more }: More = {}) =>
  make(
    report,
    { move, mover: 'staff', ...more, ...(until && { until: shanghai(until) }) },
    shanghai(when),
    TERMS,
  )
const afterwards = (report: Report, ...rest: [Move, string, More?]) => byStaff(report, ...rest).value
const refused = (...rest: [Report, Move, string, More?]) => refusalOf(() => byStaff(...rest))
const ticked = (report: Report, when: string) => tick(report, shanghai(when), TERMS)?.value ?? report
const due = ({ clocks }: Report, name: ClockName = 'resolve') => {
  const clock = clocks[name]
  return clock?.phase === 'running' ? wallClock(clock.dueAt) : clock?.phase
}

/** A report of Monday 2 March, 09:00, that somebody has called about and works on since. */
function atWork(category: Category = 'parking'): Report {
  const { value } = receive(aReportForm({ category }), shanghai('2026-03-02 09:00'), TERMS)
  const { screening: _, ...clocks } = value.clocks
  const assigned: Report = { ...value, clocks, status: 'assigned' }
  return afterwards(afterwards(assigned, 'contact', '2026-03-02 09:30'), 'start', '2026-03-02 09:40')
}
const community: More = { levels: ['community'] }

describe('more time', () => {
  const asked = afterwards(atWork(), 'ask-extension', '2026-03-03 09:00', { days: 3 })

  test('moves nothing until the community has said so', () => {
    expect(due(asked)).toBe('2026-03-11 17:30')
    expect(refused(asked, 'grant-extension', '2026-03-03 10:00').code).toBe('level-too-low')
    expect(due(afterwards(asked, 'grant-extension', '2026-03-03 10:00', community))).toBe('2026-03-16 17:30')
  })

  test('is asked for once at a time, and granted once', () => {
    expect(refused(asked, 'ask-extension', '2026-03-03 10:00', { days: 1 }).code).toBe('move-not-allowed')
    const granted = afterwards(asked, 'grant-extension', '2026-03-03 10:00', community)
    expect(refused(granted, 'ask-extension', '2026-03-04 09:00', { days: 1 }).code).toBe('move-not-allowed')
  })

  test('that was refused leaves the deadline, and may be asked for again', () => {
    const refusedOnce = afterwards(asked, 'refuse-extension', '2026-03-03 10:00', community)
    expect(due(refusedOnce)).toBe('2026-03-11 17:30')
    expect(afterwards(refusedOnce, 'ask-extension', '2026-03-04 09:00', { days: 2 }).asked?.days).toBe(2)
  })

  test('is never more than the terms allow', () => {
    expect(refused(atWork(), 'ask-extension', '2026-03-03 09:00', { days: 8 })).toMatchObject({
      code: 'extension-too-long',
      most: 7,
    })
  })

  test('also moves a day that was agreed on with the resident', () => {
    const visit = afterwards(atWork('visit'), 'schedule', '2026-03-02 10:00', { until: '2026-03-05 15:00' })
    expect(due(visit)).toBe('2026-03-05 15:00')
    const more = afterwards(visit, 'ask-extension', '2026-03-04 09:00', { days: 2 })
    expect(due(afterwards(more, 'grant-extension', '2026-03-04 10:00', community))).toBe('2026-03-09 17:30')
  })
})

describe('a wait', () => {
  test('longer than three working days needs the community', () => {
    const wait: More = { until: '2026-03-09 09:00' }
    expect(refused(atWork(), 'wait', '2026-03-03 09:00', wait).code).toBe('level-too-low')
    expect(afterwards(atWork(), 'wait', '2026-03-03 09:00', { ...wait, ...community }).status).toBe(
      'awaiting_third_party',
    )
    expect(afterwards(atWork(), 'wait', '2026-03-03 09:00', { until: '2026-03-06 09:00' }).status).toBe(
      'awaiting_third_party',
    )
  })

  test('ends by itself on the day named, and says so', () => {
    const waiting = afterwards(atWork(), 'wait', '2026-03-03 09:00', { until: '2026-03-05 09:00' })
    const { value, what, events } = tick(waiting, shanghai('2026-03-05 09:00'), TERMS)!
    expect([what, due(value)]).toEqual(['resume', '2026-03-13 17:30'])
    expect(events).toMatchObject([{ type: 'report.rescheduled', data: { why: 'resumed' } }])
  })

  test('for the resident ends after ten working days, whatever was named', () => {
    const waiting = afterwards(atWork(), 'ask', '2026-03-03 09:00', {
      until: '2026-06-01 09:00',
      ...community,
    })
    expect(due(ticked(waiting, '2026-03-17 17:29'))).toBe('paused')
    expect(due(ticked(waiting, '2026-03-17 17:30'))).toBe('2026-03-26 17:30')
  })

  test('does not begin again when it is used up', () => {
    const waiting = afterwards(atWork(), 'ask', '2026-03-03 09:00', {
      until: '2026-06-01 09:00',
      ...community,
    })
    const resumed = afterwards(waiting, 'continue', '2026-03-18 09:00')
    expect(due(afterwards(resumed, 'ask', '2026-03-18 10:00', { until: '2026-03-20 09:00' }))).toBe(
      '2026-03-26 17:30',
    )
  })

  test('moves a day that was agreed on as well', () => {
    const visit = afterwards(atWork('visit'), 'schedule', '2026-03-02 10:00', { until: '2026-03-05 15:00' })
    const waiting = afterwards(visit, 'wait', '2026-03-03 09:00', { until: '2026-03-05 09:00' })
    expect(due(afterwards(waiting, 'continue', '2026-03-05 09:00'))).toBe('2026-03-09 17:30')
  })
})

describe('supervision', () => {
  const supervised = afterwards(atWork(), 'supervise', '2026-03-03 09:00', {
    until: '2026-03-05 12:00',
    ...community,
  })

  test('gives a day by which a reply is due, and ends with the reply', () => {
    expect(due(supervised, 'supervise')).toBe('2026-03-05 12:00')
    expect(afterwards(supervised, 'reply', '2026-03-04 09:00').clocks.supervise).toBeUndefined()
  })

  test('that nobody answers climbs from whoever holds the report', () => {
    expect(levelOf(ticked(supervised, '2026-03-05 12:00'))).toBe('grid')
  })

  test('is for the community and above, once at a time', () => {
    const now = ['supervise', '2026-03-03 10:00'] as const
    expect(refused(atWork(), ...now, { until: '2026-03-05 12:00' }).code).toBe('level-too-low')
    expect(refused(supervised, ...now, community).code).toBe('move-not-allowed')
  })

  test('is answered even when the matter is resolved', () => {
    const resolved = afterwards(supervised, 'resolve', '2026-03-04 09:00')
    expect(due(resolved, 'supervise')).toBe('2026-03-05 12:00')
    expect(afterwards(resolved, 'reply', '2026-03-04 10:00').status).toBe('resolved')
  })
})

describe('help from another unit', () => {
  test('is due before the lead is', () => {
    expect(refused(atWork(), 'assist', '2026-03-03 09:00', { until: '2026-03-12 09:00' })).toMatchObject({
      code: 'deadline-outside',
      latest: shanghai('2026-03-11 17:30'),
    })
  })

  test('has a clock of its own until it is done', () => {
    const helped = afterwards(atWork(), 'assist', '2026-03-03 09:00', { until: '2026-03-05 09:00' })
    expect(due(helped, 'assist')).toBe('2026-03-05 09:00')
    expect(afterwards(helped, 'finish-assist', '2026-03-04 09:00').clocks.assist).toBeUndefined()
  })
})

describe('handing down', () => {
  const heardBy = (report: Report, level: Level, when: string) =>
    afterwards(ticked(report, when), 'acknowledge', when, { levels: [level] })
  const atTheGrid = heardBy(atWork(), 'grid', '2026-03-12 08:40')
  const atTheCommunity = heardBy(atTheGrid, 'community', '2026-03-18 08:40')

  test('is for the level that holds it, not for those above it or below it', () => {
    expect([levelOf(atTheCommunity), due(atTheCommunity)]).toEqual(['community', '2026-03-23 17:30'])
    const now = ['hand-down', '2026-03-18 10:00'] as const
    for (const level of ['grid', 'street', 'county'] as const)
      expect(refused(atTheCommunity, ...now, { levels: [level] }).code).toBe('level-too-low')
  })

  test('gives the level below the time of a rung, from now', () => {
    const down = afterwards(atTheCommunity, 'hand-down', '2026-03-18 10:00', community)
    expect([levelOf(down), due(down)]).toEqual(['grid', '2026-03-24 17:30'])
  })
})

describe('another class', () => {
  test('keeps what was elapsed and paused', () => {
    const waiting = afterwards(atWork(), 'wait', '2026-03-03 09:00', { until: '2026-03-05 09:00' })
    const resumed = afterwards(waiting, 'continue', '2026-03-05 09:00')
    const orange = afterwards(resumed, 'grade', '2026-03-05 10:00', {
      as: { class: 'dispute_orange' },
      levels: ['grid'],
    })
    // Five working days after 2 March are over on the 9th; two of them were a wait.
    expect(due(orange)).toBe('2026-03-11 17:30')
  })

  test('whose deadline lies behind us is due now, and nobody misses two rungs', () => {
    const { value, events } = byStaff(atWork(), 'reclassify', '2026-03-10 10:00', {
      as: { category: 'question' },
    })
    expect(due(value)).toBe('2026-03-10 10:00')
    expect(events).toMatchObject([
      { type: 'report.warned' },
      { type: 'report.rescheduled' },
      { type: 'report.moved' },
    ])
    expect(levelOf(ticked(value, '2026-03-10 10:01'))).toBe('grid')
  })
})

describe('a matter whose class begins above whoever works on it', () => {
  const red: More = { as: { class: 'dispute_red' }, levels: ['grid'] }

  test('is the street’s from the moment it is graded: the street is told, and asked to answer in five minutes', () => {
    const { value, events } = byStaff(atWork(), 'grade', '2026-03-02 20:00', red)
    expect([levelOf(value), due(value), due(value, 'acknowledge')]).toEqual([
      'street',
      '2026-03-03 09:00',
      '2026-03-02 20:05',
    ])
    expect(events).toContainEqual({
      type: 'report.escalated',
      data: expect.objectContaining({ from: 'assignee', to: 'street', why: 'class' }),
    })
    expect(levelOf(ticked(value, '2026-03-02 20:05'))).toBe('county')
  })

  test('is told once: graded the same again it is nobody’s news', () => {
    const graded = afterwards(atWork(), 'grade', '2026-03-02 20:00', red)
    const { events } = byStaff(graded, 'grade', '2026-03-02 20:01', red)
    expect(events.map(({ type }) => type)).not.toContain('report.escalated')
  })

  test('is told as soon as it has a place, when its category has such terms', () => {
    const { policy } = TERMS
    const strict = { ...policy, classes: { ...policy.classes, dispute: policy.classes.dispute_red } }
    const terms = { ...TERMS, policy: strict }
    const now = shanghai('2026-03-02 20:00')
    const { value } = receive(aReportForm(), now, terms)
    const routed = route(value, { trace: [], flags: [], gridId: PHOENIX }, now, terms)!
    expect([routed.value.level, due(routed.value, 'acknowledge')]).toEqual(['street', '2026-03-02 20:05'])
    expect(routed.events).toMatchObject([
      { type: 'report.escalated', data: { to: 'street', gridId: PHOENIX } },
      { type: 'report.moved' },
    ])
  })
})

test('an extension of n days is a deadline n working days later, whenever it is granted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 3, max: 6 }), (days, day) => {
      const asked = afterwards(atWork(), 'ask-extension', `2026-03-0${day} 09:00`, { days })
      const granted = afterwards(asked, 'grant-extension', `2026-03-0${day} 10:00`, community)
      const was = shanghai('2026-03-11 17:30')
      expect(due(granted)).toBe(wallClock(TERMS.calendar.plusWorkingDays(was, days).at))
    }),
  )
})

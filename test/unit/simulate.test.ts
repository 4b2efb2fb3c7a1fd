import { DAY, later, MINUTE } from '../../lib/kernel/instant.ts'
import { arrivals, FLOW } from '../../lib/simulate/arrivals.ts'
import { comparison } from '../../lib/simulate/compare.ts'
import { HABITS } from '../../lib/simulate/habits.ts'
import { courseOf, fateOf } from '../../lib/simulate/people.ts'
import { draw, drawFrom, seeded } from '../../lib/simulate/random.ts'
import { type Course, type Run, replay } from '../../lib/simulate/replay.ts'
import { storedCourse } from '../../lib/simulate/stored.ts'
import { tally } from '../../lib/simulate/tally.ts'
import { drillPolicy } from '../../lib/sla/policy.ts'
import { at } from '../support/builders.ts'
import { PHOENIX, TERMS } from '../support/given.ts'
import { type Case, caseOf } from '../support/given-case.ts'

const END = at('2026-06-01')
const happened = ({ told }: Run) =>
  told.flatMap(({ event }) =>
    event.type === 'report.escalated' ? [`${event.data.clock} → ${event.data.to}`] : [],
  )

describe('a stored case', () => {
  const begun = () => caseOf('2026-03-02 09:00')
  const late = () =>
    begun()
      .at('2026-03-02 15:00', 'tick')
      .at('2026-03-02 15:05', 'acknowledge')
      .at('2026-03-03 15:00', 'tick')
      .at('2026-03-03 15:05', 'acknowledge')
      .at('2026-03-03 16:00', 'contact')
  const asked = () =>
    begun()
      .at('2026-03-02 10:00', 'contact')
      .at('2026-03-02 10:05', 'start')
      .at('2026-03-02 11:00', 'ask', { until: at('2026-03-04 09:00') })

  test.each<[string, Case, string[]]>([
    [
      'settled in time',
      begun()
        .at('2026-03-02 10:00', 'contact')
        .at('2026-03-02 10:05', 'start')
        .at('2026-03-04 16:00', 'resolve'),
      [],
    ],
    ['called about late', late(), ['contact → grid', 'contact → community']],
    [
      'that waited until the day named',
      asked()
        .at('2026-03-04 09:00', 'tick')
        .at('2026-03-04 10:00', 'continue')
        .at('2026-03-05 09:00', 'resolve'),
      [],
    ],
    [
      'that the resident answered',
      asked().at('2026-03-03 09:00', 'answer', { mover: 'resident', role: 'resident' }),
      [],
    ],
    [
      'given a colour',
      begun()
        .at('2026-03-02 10:00', 'contact')
        .at('2026-03-02 10:05', 'grade', { as: { class: 'dispute_red' } }),
      ['resolve → street'],
    ],
    [
      'about another thing',
      begun().at('2026-03-02 10:00', 'reclassify', { as: { category: 'sanitation' } }),
      [],
    ],
    ['handed to another grid', begun().at('2026-03-02 10:00', 'assign', { gridId: '371724001005003' }), []],
  ])('%s goes under its own terms as it went in life', (_, one, climbs) => {
    const last = one.lines.at(-1)!
    const run = replay(storedCourse(one.lines)!, TERMS, later(last.at, 1))
    expect(happened(run)).toEqual(climbs)
    expect(run.refused).toBe(0)
    const { status, category, level, grid } = one.story
    expect({
      status: run.report.status,
      category: run.report.category,
      level: run.report.level ?? 'assignee',
    }).toEqual({ status, category, level })
    expect(run.report.gridId).toBe(grid)
  })

  test('that nobody could route is held by the county’s desk', () => {
    const run = replay(storedCourse(caseOf('2026-03-02 09:00', {}, '').lines)!, TERMS, at('2026-03-02 09:01'))
    expect([run.report.status, run.report.gridId]).toEqual(['screened', undefined])
  })

  test('from before histories carried facts cannot be told', () => {
    expect(storedCourse(late().lines.map(({ facts: _, ...line }) => line))).toBeUndefined()
  })
})

describe('people', () => {
  const arrival = {
    id: '0'.repeat(32),
    category: 'parking',
    receivedAt: at('2026-03-02 09:00'),
    gridId: PHOENIX,
  } as const
  const sure = { ...HABITS, lost: 0, forgotten: 0, waiting: 0, reopened: 0 }
  const runOf = (habits = sure, until = END) =>
    replay(courseOf(fateOf(arrival, seeded(7), habits), TERMS.calendar), TERMS, until)

  test('who forget nothing and are quick settle in time', () => {
    const run = runOf({ ...sure, contact: [[1, 10]], settle: { usual: [[1, 420]] } })
    expect([run.report.status, happened(run)]).toEqual(['resolved', []])
  })

  test('who forgot go to work when the level above hears of it, and only then', () => {
    const slow = { ...sure, forgotten: 1, answer: [[1, 10]] as const, contact: [[1, 20]] as const }
    const [first, ...others] = happened(runOf(slow, at('2026-03-02 15:31')))
    expect([first, others]).toEqual(['contact → grid', []])
    expect(runOf(slow, at('2026-03-02 14:29')).report.status).toBe('assigned')
    expect(runOf(slow, at('2026-03-02 15:31')).report.status).toBe('in_progress')
  })

  test('at the county’s desk find the grid of what routing could not place', () => {
    const lost = runOf({ ...sure, lost: 1, assign: [[1, 15]] })
    expect(lost.report.gridId).toBe(PHOENIX)
    expect(lost.told[0]?.event).toMatchObject({ type: 'report.moved', data: { to: 'screened' } })
  })
})

describe('a year', () => {
  const some = [...arrivals(seeded(1), at('2026-01-01'), at('2027-01-01'), { ...FLOW, perYear: 4_000 })]
  const share = (is: (hour: number, month: number) => boolean) =>
    some.filter(({ receivedAt }) => {
      const local = later(receivedAt, 8 * 60 * MINUTE)
      return is(Number(local.slice(11, 13)), Number(local.slice(5, 7)))
    }).length / some.length

  test('has as many cases as were asked for, all in it, fewer at night and more in February', () => {
    expect(some).toHaveLength(4_000)
    expect(new Set(some.map(({ id }) => id)).size).toBe(4_000)
    expect(
      some.every(({ receivedAt }) => receivedAt >= at('2026-01-01') && receivedAt < at('2027-01-01')),
    ).toBe(true)
    expect(share((hour) => hour < 5)).toBeLessThan(0.05)
    expect(share((_, month) => month === 2)).toBeGreaterThan(share((_, month) => month === 11))
  })

  test('is the same from the same seed, and another from another', () => {
    const first = (seed: number) => [...arrivals(seeded(seed), at('2026-01-01'), at('2026-01-08'))]
    expect(first(3)).toEqual(first(3))
    expect(first(3)).not.toEqual(first(4))
  })
})

describe('a comparison', () => {
  const compare = (seed: number, policy = TERMS.policy) => {
    const random = seeded(seed)
    const both = comparison(TERMS, { ...TERMS, policy }, END)
    for (const arrival of arrivals(random, at('2026-03-02'), at('2026-03-09'), {
      ...FLOW,
      perYear: 10_000,
    })) {
      const fate = fateOf(arrival, random)
      both.add((days) => courseOf(fate, days))
    }
    return both.result()
  }
  const missedBy = ({ breaches }: ReturnType<typeof compare>['after'], clock: string) =>
    breaches.find((one) => one.clock === clock)!

  test('with what is in force finds no difference', () => {
    const { before, after } = compare(5)
    expect(after).toEqual(before)
    expect(before.cases).toBeGreaterThan(150)
  })

  test('with clocks of minutes finds every slow case', () => {
    const { before, after } = compare(5, drillPolicy('drill', at('2026-01-01'), 5, 60))
    expect(missedBy(after, 'contact').cases).toBeGreaterThan(missedBy(before, 'contact').cases)
    const count = (to: string) => after.escalations.find((one) => one.to === to)!.count
    expect(count('county')).toBeGreaterThan(0)
  })
})

test('a tally says who was asked to do how much, by post and by day', () => {
  const counted = tally()
  const idle: Omit<Course, 'id'> = {
    category: 'parking',
    receivedAt: at('2026-03-02 09:00'),
    routedAt: at('2026-03-02 09:00:05'),
    gridId: PHOENIX,
    acts: [],
  }
  for (const id of ['a', 'b']) counted.add(replay({ ...idle, id }, TERMS, at('2026-03-02 15:01')))
  const { cases, breaches, escalations, load } = counted.result()
  expect(cases).toBe(2)
  expect(breaches.filter(({ missed }) => missed > 0)).toEqual([{ clock: 'contact', missed: 2, cases: 2 }])
  expect(escalations.filter(({ count }) => count > 0)).toEqual([{ to: 'grid', count: 2 }])
  expect(load.slice(0, 2)).toEqual([
    { level: 'assignee', posts: 1, total: 2, busiest: { area: PHOENIX, total: 2 }, peak: 2 },
    { level: 'grid', posts: 1, total: 2, busiest: { area: PHOENIX, total: 2 }, peak: 2 },
  ])
})

describe('a distribution', () => {
  test.each([
    [0, 5],
    [0.25, 32.5],
    [0.5, 60],
    [0.75, 240],
    [1, 420],
  ])('at %d of all cases takes %d minutes', (mark, minutes) => {
    const spread = [
      [0, 5],
      [0.5, 60],
      [1, 420],
    ] as const
    expect(draw(spread, () => mark)).toBeCloseTo(minutes)
  })

  test('draws in proportion', () => {
    const one = drawFrom([
      ['a', 3],
      ['none', 0],
      ['b', 1],
    ] as const)
    expect([0, 0.74, 0.75, 0.999].map((mark) => one(() => mark))).toEqual(['a', 'a', 'b', 'b'])
  })
})

test('nothing that comes later than the end of a run is in it', () => {
  const course = {
    ...courseOf(
      fateOf(
        { id: 'x', category: 'parking', receivedAt: at('2026-03-02 09:00'), gridId: PHOENIX },
        seeded(2),
      ),
      TERMS.calendar,
    ),
  }
  const run = replay(course, TERMS, later(course.receivedAt, DAY))
  expect(run.told.every((one) => one.at < later(course.receivedAt, DAY))).toBe(true)
})

import { instant, later, MINUTE, shanghai, wallClock } from '../../lib/kernel/instant.ts'
import { CATEGORIES, CLASS_OF } from '../../lib/report/categories.ts'
import { settleClock, startClock } from '../../lib/sla/clock.ts'
import { contradictions } from '../../lib/sla/contradictions.ts'
import { DEFAULT_POLICY, FIRST_POLICY } from '../../lib/sla/defaults.ts'
import {
  CLASSES,
  type ClockName,
  type ClockTerms,
  drillPolicy,
  type MatterClass,
} from '../../lib/sla/policy.ts'
import { MONDAY, TERMS } from '../support/given.ts'

test('every kind of matter a resident can report has its clocks', () => {
  for (const matter of Object.values(CLASS_OF)) expect(DEFAULT_POLICY.classes[matter].resolve).toBeDefined()
  expect(Object.keys(DEFAULT_POLICY.classes).sort()).toEqual([...CLASSES].sort())
  for (const { zh, en } of Object.values(CATEGORIES)) {
    expect(zh).toMatch(/^\p{Script=Han}{2,4}$/u)
    expect(en).toMatch(/^[A-Z][a-z ]+$/)
  }
})

/** domain.md §6.4 row by row, for a report of Monday 2 March 2026, 09:00: due, warned, and whom it climbs to when nobody acts. */
const ROWS: [MatterClass, ClockName, due: string, warned: string, climbs: string][] = [
  [
    'emergency',
    'contact',
    '03-02 09:05',
    '03-02 09:02',
    'street 03-02 09:05, county 03-02 09:15, nobody 03-02 09:45',
  ],
  ['dispute_red', 'contact', '03-02 09:30', '03-02 09:15', 'county 03-02 09:30, nobody 03-02 10:00'],
  [
    'dispute_red',
    'resolve',
    '03-03 09:00',
    '03-02 13:00, 03-02 21:00',
    'county 03-03 09:00, nobody 03-03 21:00',
  ],
  [
    'dispute_orange',
    'contact',
    '03-02 11:00',
    '03-02 10:00, 03-02 10:36',
    'grid 03-02 11:00, community 03-03 11:00',
  ],
  [
    'dispute_yellow',
    'contact',
    '03-02 15:00',
    '03-02 11:00, 03-02 14:12',
    'grid 03-02 15:00, community 03-03 15:00',
  ],
  [
    'dispute_blue',
    'contact',
    '03-03 10:00',
    '03-02 15:00, 03-02 17:24',
    'grid 03-03 10:00, community 03-04 10:00',
  ],
  [
    'dispute_orange',
    'resolve',
    '03-09 17:30',
    '03-05 08:45, 03-06 16:12',
    'grid 03-09 17:30, community 03-12 17:30',
  ],
  [
    'dispute_yellow',
    'resolve',
    '03-11 17:30',
    '03-06 08:45, 03-10 11:24',
    'grid 03-11 17:30, community 03-17 17:30',
  ],
  [
    'dispute_blue',
    'resolve',
    '03-16 17:30',
    '03-09 14:15, 03-12 16:12',
    'grid 03-16 17:30, community 03-23 17:30',
  ],
  ['mediation', 'contact', '03-03 17:30', '', ''],
  [
    'mediation',
    'resolve',
    '04-02 00:00',
    '03-23 08:30, 03-30 08:30',
    'street 04-02 00:00, county 04-10 17:30',
  ],
  ['surroundings', 'contact', '03-02 15:00', '', ''],
  ['surroundings', 'resolve', '03-09 17:30', '', 'grid 03-09 17:30, community 03-12 17:30'],
  ['question', 'resolve', '03-03 17:30', '03-03 14:48', 'grid 03-03 17:30, community 03-04 17:30'],
  ['suggestion', 'contact', '03-03 17:30', '', ''],
  ['suggestion', 'resolve', '03-18 00:00', '03-12 08:30', 'community 03-18 00:00, street 03-25 17:30'],
  ['petition', 'contact', '03-18 00:00', '03-12 08:30', 'street 03-18 00:00, county 03-20 17:30'],
  [
    'petition',
    'resolve',
    '05-07 00:00',
    '04-16 08:30, 04-27 08:30',
    'street 05-07 00:00, county 05-13 17:30',
  ],
  ['safety', 'contact', '03-02 11:00', '', 'street 03-02 11:00, county 03-03 11:00'],
  ['safety', 'resolve', '03-05 17:30', '', 'street 03-05 17:30, county 03-09 17:30'],
  ['visit', 'contact', '03-03 17:30', '', ''],
  ['visit', 'resolve', '03-09 17:30', '03-08 17:30', ''],
]

test.each(ROWS)('for %s, the %s clock is due on %s', (matter, name, due, warned, climbs) => {
  const terms = DEFAULT_POLICY.classes[matter][name]!
  const started = startClock(MONDAY, terms, TERMS.calendar)
  expect(short(started.dueAt)).toBe(due)
  const { happened } = settleClock(started, shanghai('2026-12-01'), terms, TERMS.calendar)
  const warnings = happened.flatMap((one) => (one.what === 'warned' ? [short(one.at)] : []))
  if (warned) expect(warnings.join(', ')).toBe(warned)
  const rungs = happened.flatMap((one) =>
    one.what === 'climbed' ? [`${one.to} ${short(one.missedAt)}`] : [],
  )
  if (climbs) expect(rungs.slice(0, climbs.split(', ').length).join(', ')).toBe(climbs)
  expect(rungs.at(-1)).toMatch(/^nobody/)
})

const short = (at: Parameters<typeof wallClock>[0]) => wallClock(at).slice(5)

test('a red dispute is the street’s from the first moment', () => {
  expect(startClock(MONDAY, DEFAULT_POLICY.classes.dispute_red.contact!, TERMS.calendar).level).toBe('street')
})

test('a question has no first contact to wait for', () => {
  expect(DEFAULT_POLICY.classes.question.contact).toBeUndefined()
})

test('a drill puts every clock on the wall, in minutes', () => {
  const drill = drillPolicy('drill', instant(0), 1, 3)
  for (const matter of CLASSES) {
    const started = startClock(MONDAY, drill.classes[matter].resolve!, TERMS.calendar)
    expect(started.dueAt).toBe(later(MONDAY, 3 * MINUTE))
    expect(drill.classes[matter].contact!.within).toEqual({ kind: 'wall', amount: 1 })
  }
})

describe('a policy', () => {
  const { classes, common } = DEFAULT_POLICY
  const wrongIn = (clock: ClockName, change: Partial<ClockTerms>) =>
    contradictions({
      common,
      classes: {
        ...classes,
        surroundings: { ...classes.surroundings, [clock]: { ...classes.surroundings[clock]!, ...change } },
      },
    }).map((wrong) => [wrong.class, wrong.clock, wrong.zh])

  test.each([
    ['the default', DEFAULT_POLICY],
    ['the first one', FIRST_POLICY],
    ['a drill', drillPolicy('drill', MONDAY, 1, 60)],
  ])('like %s does not contradict itself', (_, policy) => {
    expect(contradictions(policy)).toEqual([])
  })

  test.each<[string, ClockName, Partial<ClockTerms>, string]>([
    [
      'gives more time to call than to settle',
      'contact',
      { within: { kind: 'days', amount: 6 }, warn: [] },
      '首次联系的时限比办结的时限还长',
    ],
    ['ends below the county', 'resolve', { ladder: [{ to: 'grid' }] }, '升级阶梯到不了县级'],
    [
      'goes down on the way up',
      'resolve',
      { ladder: [{ to: 'street' }, { to: 'grid' }, { to: 'county' }] },
      '升级阶梯不是逐级向上',
    ],
    [
      'names a rung nobody reaches',
      'resolve',
      { from: 'street', ladder: [{ to: 'grid' }, { to: 'county' }] },
      '阶梯里有一级永远到不了',
    ],
    ['warns after the deadline', 'resolve', { warn: [{ percent: 120 }] }, '预警点不在时限之内'],
    ['warns on a day of a span without days', 'resolve', { warn: [{ day: 2 }] }, '预警点不在时限之内'],
    ['warns in disorder', 'resolve', { warn: [{ percent: 80 }, { percent: 50 }] }, '预警点没有按先后排列'],
    [
      'lets a first contact wait',
      'contact',
      { pauses: { awaiting_reporter: { most: 3, alone: 3 } } },
      '首次联系的时限不能暂停',
    ],
    [
      'lets the law wait',
      'resolve',
      { within: { kind: 'statutory', amount: 15 } },
      '法定期限不能因等待而暂停',
    ],
    [
      'lets somebody wait alone for longer than at all',
      'resolve',
      { pauses: { awaiting_reporter: { most: 3, alone: 5 } } },
      '暂停的上限不对',
    ],
    [
      'extends without end',
      'resolve',
      { extension: { by: 'community', times: 1, days: 50 } },
      '延期超过了原来的时限',
    ],
    [
      'extends minutes by days',
      'resolve',
      { within: { kind: 'working', amount: 2_100 } },
      '按分钟计算的时限不能按天延期',
    ],
  ])('that %s says so, and where', (_, clock, change, words) => {
    expect(wrongIn(clock, change)).toContainEqual(['surroundings', clock, words])
  })

  test('without a clock lets nobody do anything, and is refused', () => {
    expect(contradictions({ common, classes: { ...classes, visit: {} } })).toEqual([
      { class: 'visit', zh: '没有任何时限，谁也不必办', en: expect.any(String) },
    ])
  })

  test('without terms for help and supervision is refused', () => {
    expect(contradictions({ common: {}, classes }).map(({ clock }) => clock)).toEqual(['assist', 'supervise'])
  })
})

import { wallClock } from '../../lib/kernel/instant.ts'
import type { Level } from '../../lib/sla/policy.ts'
import { refusalOf } from '../support/given.ts'
import {
  BESIDE,
  COMMUNITY,
  FAR,
  FIRST,
  movedBy,
  type Owning,
  routedAt,
  SECOND,
} from '../support/given-owner.ts'

const whose = ({ report }: Owning) => report.gridId ?? `无人认领 ${report.community ?? ''}`.trim()

describe('what nobody can be given has a clock of its own', () => {
  test.each<[string, string, climbs: [when: string, level: Level, next: string][]]>([
    [
      'on a Monday morning: an hour for whoever assigns, four until the secretary, the lunch break not counted',
      '2026-03-02 09:00',
      [
        ['2026-03-02 10:00', 'grid', '2026-03-02 15:00'],
        ['2026-03-02 15:00', 'community', '2026-03-03 15:00'],
      ],
    ],
    [
      'on a Friday evening: counted from Monday',
      '2026-03-06 20:00',
      [
        ['2026-03-09 09:30', 'grid', '2026-03-09 14:30'],
        ['2026-03-09 14:30', 'community', '2026-03-10 14:30'],
      ],
    ],
  ])('%s', (_, when, climbs) => {
    let lost = routedAt(when, [])
    expect(lost.report.status).toBe('screened')
    expect(lost.report.clocks.screening).toBeUndefined()
    lost.isDue(climbs[0]![0], 'unrouted')
    for (const [at, level, next] of climbs) {
      lost = lost.at(at, 'tick').isDue(next, 'unrouted')
      expect([at, lost.report.clocks.unrouted!.level]).toEqual([at, level])
    }
  })

  test('which stops when somebody gives it to a grid', () => {
    const given = routedAt('2026-03-02 09:00', [], COMMUNITY).at('2026-03-02 11:00', 'assign', {
      levels: ['grid'],
      gridId: SECOND,
    })
    expect([given.report.status, whose(given)]).toEqual(['assigned', SECOND])
    expect(given.report).not.toHaveProperty('community')
    given.isDue(undefined, 'unrouted')
  })
})

describe('a grid that got what is not its own', () => {
  test('returns it once, and it goes where the next clue leads', () => {
    const returned = routedAt('2026-03-02 09:00', [FIRST, FIRST, BESIDE]).at('2026-03-02 10:30', 'return')
    expect([returned.report.status, whose(returned)]).toEqual(['assigned', BESIDE])
    returned.isDue(undefined, 'unrouted')
  })

  test('or to those of its community, when there is no other clue', () => {
    const returned = routedAt('2026-03-02 09:00', [FIRST]).at('2026-03-02 09:20', 'return')
    expect([returned.report.status, whose(returned)]).toEqual(['screened', `无人认领 ${COMMUNITY}`])
    returned.isDue('2026-03-02 10:20', 'unrouted')
  })

  test.each([
    ['2026-03-02 11:00', '2026-03-02 11:00', '2026-03-02 11:01'],
    // Over the lunch break, and over the weekend.
    ['2026-03-02 11:30', '2026-03-02 15:30', '2026-03-02 15:31'],
    ['2026-03-06 17:00', '2026-03-09 10:00', '2026-03-09 10:01'],
  ])('can do so for two working hours: what came before %s … ', (given, last, late) => {
    const begun = given === '2026-03-02 11:00' ? '2026-03-02 09:00' : given
    const held = routedAt(begun, [FIRST, SECOND])
    expect(wallClock(held.report.returnBy!)).toBe(last)
    expect(held.open(last)).toContain('return')
    expect(held.open(late)).not.toContain('return')
    expect(refusalOf(() => movedBy(held.report, 'return', late))).toMatchObject({ code: 'return-late' })
  })

  test('does not get rid of it a second time, but can ask who stands above to decide', () => {
    const second = routedAt('2026-03-02 09:00', [FIRST, SECOND]).at('2026-03-02 09:30', 'return')
    expect(second.open('2026-03-02 10:00')).not.toContain('return')
    const refusal = refusalOf(() => movedBy(second.report, 'return', '2026-03-02 10:00'))
    expect(refusal).toMatchObject({ code: 'returned-before', current: 'assigned' })
    expect(refusal.open).toContain('dispute-grid')

    const asked = second.at('2026-03-02 10:00', 'dispute-grid')
    expect([asked.report.status, whose(asked)]).toEqual(['assigned', SECOND])
    asked.isDue('2026-03-03 17:30', 'dispute')
    expect(asked.open('2026-03-02 10:01')).toContain('contact')
  })

  test('asks within two working hours as well', () => {
    const second = routedAt('2026-03-02 09:00', [FIRST, SECOND]).at('2026-03-02 09:30', 'return')
    expect(refusalOf(() => movedBy(second.report, 'dispute-grid', '2026-03-02 11:31'))).toMatchObject({
      code: 'return-late',
    })
  })
})

describe('whose it is, the level above decides', () => {
  const disputed = (first: string, second: string) =>
    routedAt('2026-03-02 09:00', [first, second])
      .at('2026-03-02 09:30', 'return')
      .at('2026-03-02 10:00', 'dispute-grid')

  test.each<[string, string, string, Level, Level]>([
    ['the secretary, between two grids of a community', FIRST, SECOND, 'grid', 'community'],
    ['the street, between two communities', FIRST, BESIDE, 'community', 'street'],
    ['the county, between two streets', FIRST, FAR, 'street', 'county'],
  ])('%s', (_, first, second, tooLow, enough) => {
    const open = disputed(first, second)
    const order = { gridId: first, levels: [tooLow] }
    expect(open.report.clocks.dispute!.level).toBe(enough)
    expect(refusalOf(() => movedBy(open.report, 'decide-grid', '2026-03-02 11:00', order)).code).toBe(
      'level-too-low',
    )
    const ruled = open.at('2026-03-02 11:00', 'decide-grid', { ...order, levels: [enough] })
    expect(whose(ruled)).toBe(first)
    ruled.isDue(undefined, 'dispute')
  })

  test('and that is final: nobody returns it, disputes it, decides or assigns it again', () => {
    const ruled = disputed(FIRST, SECOND).at('2026-03-02 11:00', 'decide-grid', {
      levels: ['community'],
      gridId: FIRST,
    })
    const everybody = ['assignee', 'grid', 'community', 'street', 'county'] as const
    for (const move of ['return', 'dispute-grid', 'decide-grid', 'assign'] as const)
      expect(
        refusalOf(() =>
          movedBy(ruled.report, move, '2026-03-02 11:30', { gridId: SECOND, levels: everybody }),
        ).code,
      ).toBe('grid-decided')
    expect(ruled.open('2026-03-02 11:30')).toEqual(expect.arrayContaining(['contact', 'transfer']))
  })

  test('while they think about it, nobody assigns it behind their back and the work goes on', () => {
    const open = disputed(FIRST, SECOND)
    const order = { gridId: FIRST, levels: ['county'] as const }
    expect(refusalOf(() => movedBy(open.report, 'assign', '2026-03-02 10:30', order)).code).toBe(
      'move-not-allowed',
    )
    const settled = open
      .at('2026-03-02 10:30', 'contact')
      .at('2026-03-02 11:00', 'start')
      .at('2026-03-02 16:00', 'resolve')
    expect([settled.report.status, settled.report.dispute?.is]).toEqual(['resolved', 'decided'])
    settled.isDue(undefined, 'dispute')
  })

  test('and who does not in a working day is told on: the street hears of it', () => {
    const late = disputed(FIRST, SECOND).at('2026-03-03 17:30', 'tick')
    expect(late.report.clocks.dispute!.level).toBe('street')
    expect(late.open('2026-03-04 09:00', ['community'])).toContain('decide-grid')
  })

  test('what was returned once is assigned by that level only, unless nobody has it', () => {
    const second = routedAt('2026-03-02 09:00', [FIRST, SECOND]).at('2026-03-02 09:30', 'return')
    expect(second.open('2026-03-02 10:00', ['grid'])).not.toContain('assign')
    expect(second.open('2026-03-02 10:00', ['community'])).toContain('assign')
    const lost = routedAt('2026-03-02 09:00', [FIRST]).at('2026-03-02 09:30', 'return')
    expect(lost.open('2026-03-02 10:00', ['grid'])).toContain('assign')
  })
})

describe('whoever helps is done before whoever leads', () => {
  const held = () => routedAt('2026-03-02 09:00', [FIRST]).at('2026-03-02 10:00', 'contact')

  test('has a day of its own, which is not after the lead’s', () => {
    const refused = { until: '2026-03-11 17:31' }
    expect(refusalOf(() => movedBy(held().report, 'assist', '2026-03-02 11:00', refused)).code).toBe(
      'deadline-outside',
    )
    held()
      .at('2026-03-02 11:00', 'assist', { until: '2026-03-11 17:30' })
      .isDue('2026-03-11 17:30', 'assist')
      .isDue('2026-03-11 17:30', 'resolve')
  })

  test('and when the lead’s own day comes nearer, so does that of the help', () => {
    held()
      .at('2026-03-02 10:30', 'start')
      .at('2026-03-02 11:00', 'assist', { until: '2026-03-11 17:30' })
      .at('2026-03-02 14:00', 'grade', { levels: ['grid'], as: { class: 'dispute_orange' } })
      .isDue('2026-03-09 17:30', 'resolve')
      .isDue('2026-03-09 17:30', 'assist')
  })
})

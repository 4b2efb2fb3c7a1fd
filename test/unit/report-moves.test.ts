import { CLASS_OF, ORDINARY_CATEGORIES } from '../../lib/report/categories.ts'
import { make, openTo } from '../../lib/report/decide.ts'
import { MOVE_NAMES, MOVES, type Move } from '../../lib/report/moves.ts'
import { FINISHED, type MoveRule, type Mover, STATUSES, type Status } from '../../lib/report/statuses.ts'
import { aReport, MONDAY, PHOENIX, refusalOf, TERMS } from '../support/given.ts'

/** domain.md §6.4, written down a second time: what each person may do with a dispute in each status. */
const OPEN: Record<Status, Partial<Record<Mover, string>>> = {
  received: { staff: 'reject merge', resident: 'withdraw', system: 'route screen' },
  screened: { staff: 'transfer reject merge reclassify', resident: 'withdraw' },
  assigned: {
    staff: 'contact transfer reject merge accept ask-extension reclassify assist return',
    resident: 'withdraw',
  },
  contacted: {
    staff: 'start ask wait schedule mediate transfer merge ask-extension reclassify assist return',
    resident: 'withdraw',
  },
  in_progress: {
    staff: 'ask wait schedule mediate transfer resolve merge ask-extension reclassify assist',
    resident: 'withdraw',
  },
  scheduled: {
    staff: 'ask wait continue transfer resolve merge ask-extension reclassify assist',
    resident: 'withdraw',
  },
  mediation: {
    staff: 'ask wait continue transfer resolve merge ask-extension reclassify assist',
    resident: 'withdraw',
  },
  awaiting_reporter: { staff: 'continue', resident: 'answer withdraw' },
  awaiting_third_party: { staff: 'continue', resident: 'withdraw' },
  resolved: { staff: 'close reopen', resident: 'reopen', system: 'close' },
  closed: { staff: 'reopen', resident: 'reopen' },
  reopened: { staff: 'contact start accept ask-extension reclassify assist' },
  transferred: {},
  rejected: {},
  merged: {},
  cancelled: {},
}

/** What also makes sense there, but not for whoever works on it: the level above must. */
const ABOVE: Partial<Record<Status, string>> = {
  received: 'supervise',
  screened: 'assign supervise grade',
  assigned: 'assign supervise grade',
  contacted: 'assign suspend supervise grade',
  in_progress: 'assign suspend supervise grade',
  scheduled: 'assign suspend supervise grade',
  mediation: 'assign suspend supervise grade',
  awaiting_reporter: 'supervise',
  awaiting_third_party: 'supervise',
  reopened: 'assign supervise grade',
}

const MOVERS = ['staff', 'resident', 'system'] as const
const EVERY = STATUSES.flatMap((status) => MOVERS.map((mover) => [status, mover] as const))
const words = (text = '') => text.split(' ').filter(Boolean)

describe.each(EVERY)('a dispute that is %s', (status, mover) => {
  const open = words(OPEN[status][mover])
  const report = aReport({ status, gridId: PHOENIX, returnBy: MONDAY })

  test.each(MOVE_NAMES)(`lets ${mover} %s, or says what else`, (move) => {
    if (open.includes(move)) {
      const { to }: MoveRule = MOVES[move]
      const order = { move, mover, days: 1, gridId: '371724001005001' }
      expect(make(report, order, MONDAY, TERMS).value.status).toBe(to === 'same' ? status : to)
    } else {
      expect(refusalOf(() => make(report, { move, mover }, MONDAY, TERMS))).toEqual({
        code: mover === 'staff' && words(ABOVE[status]).includes(move) ? 'level-too-low' : 'move-not-allowed',
        current: status,
        open,
      })
    }
  })
})

describe('mediation', () => {
  test.each(ORDINARY_CATEGORIES)('of %s is for disputes only', (category) => {
    const report = aReport({ status: 'in_progress', category })
    const isDispute = CLASS_OF[category] === 'dispute'
    expect(openTo(report, 'staff', MONDAY, TERMS).includes('mediate')).toBe(isDispute)
    if (!isDispute) {
      const refusal = refusalOf(() => make(report, { move: 'mediate', mover: 'staff' }, MONDAY, TERMS))
      expect(refusal.open).not.toContain('mediate')
    }
  })
})

describe('the table of moves', () => {
  test('has Chinese and English words for every button', () => {
    for (const { zh, en } of Object.values(MOVES)) {
      expect(zh).toMatch(/^[\p{Script=Han}\uff0c]{2,12}$/u)
      expect(en).toMatch(/^[A-Z][a-z ]+$/)
    }
    expect(new Set(Object.values(MOVES).map(({ zh }) => zh)).size).toBe(MOVE_NAMES.length)
  })

  test('leads from every status to an end, and out of no end but the resident being unhappy', () => {
    const leadsTo = (status: Status) =>
      Object.values<MoveRule>(MOVES)
        .filter((rule) => rule.from.includes(status))
        .map(({ to }) => (to === 'same' ? status : to))
    const reached = new Set<Status>(['received'])
    for (const status of reached) for (const next of leadsTo(status)) reached.add(next)
    expect([...reached].sort()).toEqual([...STATUSES].sort())
    for (const status of STATUSES) {
      const ahead = new Set([status])
      for (const one of ahead) for (const next of leadsTo(one)) ahead.add(next)
      expect(FINISHED.some((end) => ahead.has(end))).toBe(true)
    }
    expect(FINISHED.flatMap(leadsTo)).toEqual(['reopened'])
  })

  test('makes only waiting pause a clock, and never the one of the first contact', () => {
    const pausing = (Object.keys(MOVES) as Move[]).filter((move) =>
      Object.values(MOVES[move].clocks).includes('pause' as never),
    )
    expect(pausing).toEqual(['ask', 'wait', 'suspend'])
    for (const { clocks } of Object.values(MOVES)) {
      expect(['pause', 'resume']).not.toContain((clocks as { contact?: string }).contact)
    }
  })

  test('asks for a reason wherever a resident is let down or a matter goes elsewhere', () => {
    const asked = (move: Move) => MOVES[move].asks as readonly string[]
    for (const move of ['assign', 'return', 'ask', 'wait', 'reject', 'withdraw', 'reopen', 'screen'] as const)
      expect(asked(move)).toContain('reason')
    expect(asked('reject')).toContain('remedy')
    expect(asked('transfer')).toEqual(['unit', 'receipt'])
    expect(asked('resolve')).toEqual(['result'])
    expect(asked('contact')).toContain('channel')
  })
})

test('assigning gives it to the named grid, and other moves leave it where it is', () => {
  const held = aReport({ status: 'assigned', gridId: PHOENIX })
  const order = {
    mover: 'staff' as const,
    levels: ['grid'] as const,
    gridId: '371724001005001',
    said: 'sealed words',
  }
  const assigned = make(held, { ...order, move: 'assign' }, MONDAY, TERMS)
  expect([assigned.value.gridId, assigned.said]).toEqual(['371724001005001', 'sealed words'])
  expect(make(held, { ...order, move: 'contact' }, MONDAY, TERMS).value.gridId).toBe(PHOENIX)
})

import { type MoveRule, OPEN } from './statuses.ts'

/**
 * Moves by which it is settled whose a report is. Whoever has it goes on working on it until then: 首接负责制. Read a row as in
 * moves.ts.
 */
export const OWNERSHIP = {
  return: {
    from: ['assigned', 'contacted'],
    // … or to nobody's, where no other clue names a grid.
    to: 'assigned',
    by: ['staff'],
    asks: ['reason'],
    clocks: {},
    zh: '退回',
    en: 'Return',
  },
  'dispute-grid': {
    from: ['assigned', 'contacted'],
    to: 'same',
    by: ['staff'],
    asks: ['reason'],
    clocks: { dispute: 'start' },
    zh: '提请裁定',
    en: 'Ask for a ruling',
  },
  'decide-grid': {
    from: OPEN,
    to: 'same',
    by: ['staff'],
    asks: ['grid', 'reason'],
    clocks: { dispute: 'stop' },
    needs: 'decider',
    zh: '裁定',
    en: 'Decide whose it is',
  },
} as const satisfies Record<string, MoveRule>

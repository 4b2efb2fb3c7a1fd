import { countIndicators } from '../../functions/insights/count-indicators.ts'
import type { Area } from '../../lib/grid/area.ts'
import type { Round } from '../../lib/insights/round.ts'
import type { Row } from '../../lib/insights/rows.ts'
import type { Line } from '../../lib/insights/story.ts'
import { at, someGrids } from '../support/builders.ts'
import { idNumber } from '../support/given.ts'
import { caseOf } from '../support/given-case.ts'

const [GRID] = someGrids(1)
const OTHER = '371724002001001'
const LINES = new Map<string, readonly Line[]>([
  [idNumber(1), caseOf('2026-03-02 09:00', { id: idNumber(1) }, GRID!.id).lines],
  [idNumber(2), caseOf('2026-03-02 10:00', { id: idNumber(2) }, OTHER).lines],
])
const LISTS: Record<string, string> = { '2026-03.371724001': idNumber(1), '2026-03.371724002': idNumber(2) }
const NIGHT = '2026-03-03 02:00'

/** Two streets with a report each, and everything stored in memory; `fails` names the street whose list cannot be read. */
function aNight() {
  const rows = new Map<string, Row>()
  const state: { round?: Round; fails?: Area; puts: number } = { puts: 0 }
  const run = (timeLeft = () => 60_000, when = NIGHT) =>
    countIndicators({
      reports: {
        receivedIn: async (month, street) => {
          if (street === state.fails) throw new Error('the list cannot be read')
          return { items: [LISTS[`${month}.${street}`] ?? ''].filter(Boolean) }
        },
      },
      history: { recent: async (id) => LINES.get(id) as never },
      indicators: {
        ofStreet: async (month, street) =>
          [...rows].flatMap(([key, row]) =>
            key.startsWith(`${month} ${street}`) && street.length === 9 ? [row] : [],
          ),
        partsOf: async () => [],
        put: async (month, row) => {
          state.puts++
          rows.set(`${month} ${row.area}`, row)
        },
        round: async () => state.round,
        saveRound: async (round) => {
          state.round = round
        },
      },
      grids: { all: async () => [GRID!, { ...GRID!, id: OTHER }] },
      now: () => at(when),
    })(timeLeft)
  const counted = () => [...rows.keys()].filter((key) => key.length === '2026-03 371724001'.length).sort()
  return { run, state, counted }
}
const BOTH = ['2026-03 371724001', '2026-03 371724002']

test('a night counts every street once, and the next minute finds nothing to do', async () => {
  const { run, state, counted } = aNight()
  expect([await run(), counted(), await run()]).toEqual([3, BOTH, 0])
  expect(state.round).toEqual({ day: '2026-03-03', left: [], countedAt: at(NIGHT) })
})

test('a run without time left does one street, and the following minutes the others', async () => {
  const { run, counted } = aNight()
  const noTime = () => 0
  expect([await run(noTime), await run(noTime), await run(noTime), await run(noTime)]).toEqual([1, 1, 1, 0])
  expect(counted()).toEqual(BOTH)
})

test('a street that fails holds up nobody, is reported, and is done as soon as it can be', async () => {
  const { run, state, counted } = aNight()
  state.fails = '371724001'
  await expect(run()).rejects.toThrow('the list cannot be read')
  expect([counted(), state.round?.left, state.round?.countedAt]).toEqual([
    ['2026-03 371724002'],
    ['371724001'],
    undefined,
  ])
  state.fails = ''
  expect([await run(), counted()]).toEqual([1, BOTH])
})

test('two runs at once, and one that is killed before it wrote down what it did, count the same', async () => {
  const { run, state, counted } = aNight()
  await Promise.all([run(), run()])
  expect([counted(), state.round?.left]).toEqual([BOTH, []])
  const { puts } = state
  state.round = { day: state.round!.day, left: ['371724001'] }
  expect([await run(), state.puts]).toEqual([1, puts])
})

test('what was left when the night ended is done by the next one', async () => {
  const { run, state, counted } = aNight()
  await run(() => 0)
  expect(await run(undefined, '2026-03-04 02:00')).toBe(3)
  expect([counted(), state.round?.day]).toEqual([BOTH, '2026-03-04'])
})

import { type Instant, shanghai } from '../../lib/kernel/instant.ts'
import { holderOf, type Post, serving } from '../../lib/staff/holders.ts'

const COMMUNITY = '371724001005'
const GRID = `${COMMUNITY}001`
const day = (wallClock: string) => shanghai(`2026-${wallClock}`)
const post = (given: Partial<Post> & Pick<Post, 'tenures'>): Post => ({
  role: 'grid_worker',
  area: GRID,
  leaves: [],
  ...given,
})
const whoAt = (at: Instant, ...posts: Post[]) => holderOf('grid_worker', GRID, at, posts)

describe('a post handed over on 1 March', () => {
  const handedOver = post({
    tenures: [
      { staffId: 'wang', from: day('01-01 00:00'), until: day('03-01 00:00') },
      { staffId: 'li', from: day('03-01 00:00') },
    ],
  })

  test.each([
    ['2025-12-31 23:59', { is: 'vacant' }],
    ['2026-01-01 00:00', { is: 'held', staffId: 'wang', area: GRID }],
    ['2026-02-28 23:59', { is: 'held', staffId: 'wang', area: GRID }],
    ['2026-03-01 00:00', { is: 'held', staffId: 'li', area: GRID }],
    ['2031-01-01 00:00', { is: 'held', staffId: 'li', area: GRID }],
  ])('at %s', (wallClock, holding) => {
    expect(whoAt(shanghai(wallClock), handedOver)).toEqual(holding)
  })
})

describe('leave', () => {
  const from = day('05-01 00:00')
  const [until, during] = [day('05-08 00:00'), day('05-03 09:00')]
  const tenures = [{ staffId: 'wang', from: day('01-01 00:00') }]
  const leave = (staffId: string, substitute?: string) => ({
    staffId,
    from,
    until,
    ...(substitute && { substitute }),
  })

  test('the substitute acts while it lasts, and not a moment longer', () => {
    const away = post({ tenures, leaves: [leave('wang', 'zhao')] })
    expect(whoAt(during, away)).toEqual({ is: 'acting', staffId: 'zhao', insteadOf: 'wang', area: GRID })
    expect(whoAt(until, away)).toEqual({ is: 'held', staffId: 'wang', area: GRID })
  })
  test('a substitute on leave is stood in for by theirs', () => {
    const away = post({ tenures, leaves: [leave('wang', 'zhao'), leave('zhao', 'sun')] })
    expect(whoAt(during, away)).toEqual({ is: 'acting', staffId: 'sun', insteadOf: 'wang', area: GRID })
  })
  test.each([
    ['nobody stands in', [leave('wang')]],
    ['the last of the chain is away too', [leave('wang', 'zhao'), leave('zhao')]],
    ['two stand in for one another', [leave('wang', 'zhao'), leave('zhao', 'wang')]],
  ])('when %s the post is vacant', (_, leaves) => {
    expect(whoAt(during, post({ tenures, leaves }))).toEqual({ is: 'vacant' })
  })
  test('ends with the tenure: who left is not stood in for', () => {
    const gone = [{ staffId: 'wang', from: day('01-01 00:00'), until: day('05-02 00:00') }]
    expect(whoAt(during, post({ tenures: gone, leaves: [leave('wang', 'zhao')] }))).toEqual({ is: 'vacant' })
  })
})

describe('a post on a community', () => {
  const above = post({ area: COMMUNITY, tenures: [{ staffId: 'wang', from: day('01-01 00:00') }] })
  const own = post({
    tenures: [{ staffId: 'li', from: day('03-01 00:00'), until: day('04-01 00:00') }],
  })

  test('serves each of its grids, and no neighbour', () => {
    expect(whoAt(day('03-02 09:00'), above)).toMatchObject({ staffId: 'wang', area: COMMUNITY })
    expect(holderOf('grid_worker', '371724001006001', day('03-02 09:00'), [above])).toEqual({ is: 'vacant' })
  })
  test('gives way to a post of the grid itself while somebody serves in that', () => {
    expect(whoAt(day('03-02 09:00'), above, own)).toMatchObject({ staffId: 'li', area: GRID })
    expect(whoAt(day('04-02 09:00'), own, above)).toMatchObject({ staffId: 'wang', area: COMMUNITY })
  })
  test('says nothing about another role', () => {
    expect(holderOf('aux_police', GRID, day('03-02 09:00'), [above, own])).toEqual({ is: 'vacant' })
  })
})

test('a post of many is served by all who are there, substitutes among them', () => {
  const from = day('01-01 00:00')
  const many = post({
    tenures: ['a', 'b', 'c'].map((staffId) => ({ staffId, from })),
    leaves: [{ staffId: 'b', from, until: day('02-01 00:00'), substitute: 'x' }],
  })
  expect(serving(many, from).map(({ staffId }) => staffId)).toEqual(['a', 'x', 'c'])
})

import { type County, demoCounty, type Grid } from '../../local/county/county.ts'
import { divisions } from '../../local/county/divisions.ts'
import { geoJson } from '../../local/county/geojson.ts'
import { OUTLINE } from '../../local/county/outline.ts'
import { gridsFrom } from '../../local/seed/grid-rows.ts'

type Point = readonly [number, number]

const county: County = demoCounty()
const { grids, codes, staff, streets } = county
const rings = grids.map((grid) => grid.ring.map(steps))

test('is the same on every run', () => {
  expect(JSON.stringify(demoCounty())).toBe(JSON.stringify(county))
})

test('says that it is synthetic', () => {
  expect(county).toMatchObject({ synthetic: true, county: { code: '371724', name: '巨野县' } })
  expect(geoJson(grids).features.every(({ properties }) => properties.synthetic)).toBe(true)
})

test('is loaded from a file by the import that a county uses', async () => {
  const loaded = await gridsFrom(county)
  expect(loaded.map(({ id, ring }) => ({ id, ring }))).toEqual(grids.map(({ id, ring }) => ({ id, ring })))
  expect(loaded[0]).toMatchObject({ community: '凤麟社区', street: '凤凰街道' })
})

describe('the grids', () => {
  test('are one per community or village, and 3 to 6 in the ten urban communities of 凤凰街道', () => {
    const counts = Map.groupBy(grids, (grid) => grid.community.code)
    expect([...counts.keys()]).toEqual(divisions().map(({ code }) => code))
    expect(counts.size).toBe(631)

    const urban = [...counts].filter(([code]) => /^3717240010/.test(code)).map(([, { length }]) => length)
    expect(urban).toHaveLength(10)
    expect(Math.min(...urban)).toBeGreaterThanOrEqual(3)
    expect(Math.max(...urban)).toBeLessThanOrEqual(6)
    expect(grids).toHaveLength(621 + sum(urban))
  })

  test('have ids that continue the code of their community from 001', () => {
    for (const [code, own] of Map.groupBy(grids, (grid) => grid.community.code)) {
      expect(own.map(({ id }) => id)).toEqual(own.map((_, index) => `${code}00${index + 1}`))
      expect(own.every(({ street }) => code.startsWith(street.code))).toBe(true)
    }
    expect(grids.find(({ id }) => id === '371724001005002')?.name).toBe('凤凰社区第二网格')
    expect(new Set(grids.map(({ phone }) => phone)).size).toBe(grids.length)
    expect(streets).toHaveLength(17)
  })

  test('have closed, counter-clockwise, simple rings of 7 decimals', () => {
    for (const [index, { ring }] of grids.entries()) {
      expect(ring.at(-1)).toEqual(ring[0])
      expect(new Set(ring.map(String)).size).toBe(ring.length - 1)
      expect(ring.flat().every((degrees) => degrees === Number(degrees.toFixed(7)))).toBe(true)
      expect(area(rings[index]!)).toBeGreaterThan(0)
      // The middle lies left of every edge, so the ring does not cross itself.
      expect(edges(rings[index]!).every(([a, b]) => left(a, b, middle(rings[index]!)))).toBe(true)
    }
  })

  test('share every inner edge with exactly one neighbour, bit by bit', () => {
    const all = new Set(rings.flatMap(edges).map(String))
    expect(all.size).toBe(sum(rings.map((ring) => ring.length - 1)))
    for (const [a, b] of rings.flatMap(edges)) {
      expect(all.has(String([b, a])) !== onBorder(a, b)).toBe(true)
    }
  })

  test('cover the outline without gap or overlap', () => {
    const outline = [...OUTLINE, OUTLINE[0]!].map(steps)
    expect(sum(rings.map(area))).toBe(area(outline))
  })

  test.each(['street', 'community'] as const)('of a %s hang together', (level) => {
    const owner = new Map(
      grids.flatMap((grid, at) => edges(rings[at]!).map((edge) => [String(edge), grid] as const)),
    )
    for (const own of Map.groupBy(grids, (grid) => grid[level].code).values()) {
      const reached = new Set([own[0]!])
      for (const grid of reached) {
        for (const [a, b] of edges(grid.ring.map(steps))) {
          const neighbour = owner.get(String([b, a]))
          if (neighbour?.[level].code === grid[level].code) reached.add(neighbour)
        }
      }
      expect(reached.size).toBe(own.length)
    }
  })
})

describe('the QR codes', () => {
  test('are 4 to 8 in each grid of 凤凰街道 and one in every other', () => {
    const counts = Map.groupBy(codes, ({ gridId }) => gridId)
    for (const { id, street } of grids) {
      const count = counts.get(id)?.length ?? 0
      if (street.code !== '371724001') expect(count).toBe(1)
      else expect(count >= 4 && count <= 8).toBe(true)
    }
  })

  test('have short unique ids, and the first of 凤凰社区 is known', () => {
    expect(codes.every(({ id }) => /^[a-z0-9]{8}$/.test(id))).toBe(true)
    expect(new Set(codes.map(({ id }) => id)).size).toBe(codes.length)
    expect(new Set(codes.map(({ gridId, place }) => gridId + place)).size).toBe(codes.length)
    expect(codes.find(({ gridId }) => gridId === '371724001005001')).toMatchObject({
      id: 'phoenix1',
      place: '凤凰社区 · 凤凰花园3号楼',
    })
  })

  test('lie inside their grid', () => {
    const ringOf = new Map(grids.map(({ id }, index) => [id, rings[index]!]))
    for (const { gridId, lat, lng } of codes) {
      expect(edges(ringOf.get(gridId)!).every(([a, b]) => left(a, b, steps([lng, lat])))).toBe(true)
    }
  })
})

describe('the people', () => {
  const posts = staff.flatMap(({ assignments }) => assignments.map(({ role, area }) => `${role} ${area}`))
  const held = new Set(posts)

  test('hold each post once, except that two supervise the county', () => {
    expect(posts.filter((post, index) => posts.indexOf(post) !== index)).toEqual(['county_supervisor 371724'])
    expect(held).toContain('admin 371724')
  })

  test.each(['grid_worker', 'community_worker', 'aux_police'])('give every grid exactly one %s', (role) => {
    for (const { id } of grids) {
      expect([6, 9, 12, 15].filter((digits) => held.has(`${role} ${id.slice(0, digits)}`))).toHaveLength(1)
    }
  })

  test('lead every community and every street', () => {
    for (const { community, street } of grids) {
      expect(held.has(`community_secretary ${community.code}`)).toBe(true)
      expect(held.has(`street_coordinator ${street.code}`) && held.has(`station_chief ${street.code}`)).toBe(
        true,
      )
    }
  })

  test('have Chinese names and unique ids and accounts', () => {
    expect(staff.every(({ name }) => /^\p{Script=Han}{2,3}$/u.test(name))).toBe(true)
    expect(new Set(staff.map(({ id }) => id)).size).toBe(staff.length)
    expect(new Set(staff.map(({ account }) => account)).size).toBe(staff.length)
  })

  test.each([
    ['grid', 'grid_worker', '371724001005001'],
    ['community', 'community_worker', '371724001005'],
    ['police', 'aux_police', '371724001005'],
    ['secretary', 'community_secretary', '371724001005'],
    ['street', 'street_coordinator', '371724001'],
    ['chief', 'station_chief', '371724001'],
    ['county', 'county_supervisor', '371724'],
    ['county2', 'county_supervisor', '371724'],
    ['admin', 'admin', '371724'],
  ])('sign in as %s for the demo', (account, role, area) => {
    expect(staff.find((person) => person.account === account)?.assignments).toEqual([{ role, area }])
  })
})

/** In whole steps of 1e-7 degrees from a corner of the county: every product below is an exact integer. */
function steps([lng, lat]: Point): Point {
  return [Math.round(lng * 1e7) - 1_158_100_000, Math.round(lat * 1e7) - 350_900_000]
}

function edges(ring: Grid['ring'] | Point[]): (readonly [Point, Point])[] {
  return ring.slice(1).map((point, index) => [ring[index]!, point])
}

function area(ring: Point[]): number {
  return sum(edges(ring).map(([[ax, ay], [bx, by]]) => ax * by - bx * ay))
}

function middle(ring: Point[]): Point {
  const corners = ring.slice(1)
  return [sum(corners.map(([x]) => x)) / corners.length, sum(corners.map(([, y]) => y)) / corners.length]
}

function left([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): boolean {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0
}

function onBorder(a: Point, b: Point): boolean {
  return edges([...OUTLINE, OUTLINE[0]!].map(steps)).some(([from, to]) =>
    [a, b].every((point) => !left(from, to, point) && !left(to, from, point)),
  )
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

import { createHash } from 'node:crypto'
import { type Random, seeded } from '../../lib/simulate/random.ts'
import type { Code, Grid } from './county.ts'
import { isVillage, URBAN_STREET } from './divisions.ts'
import type { Ring } from './polygons.ts'
import { pick } from './random.ts'

const ESTATES = ['花园', '家园', '新村', '嘉苑', '小区', '公寓']
/** The code printed in the documentation and scanned in every demo. */
const FIRST_CODE = { gridId: '371724001005001', id: 'phoenix1' }

/** 4 to 8 buildings in each grid of 凤凰街道, one notice board in every other grid. */
export function codesOf(grids: Grid[]): Code[] {
  const random = seeded(5_001)
  return grids.flatMap((grid) =>
    placesIn(grid, random).map((place, index): Code => {
      const [lng, lat] = pointIn(grid.ring, random)
      return { id: idOf(grid.id, index), kind: 'building', gridId: grid.id, place, lat, lng }
    }),
  )
}

function placesIn({ id, community, street }: Grid, random: Random): string[] {
  if (street.code !== URBAN_STREET) {
    return [`${community.name} · ${isVillage(community.code) ? '村委会' : '居委会'}公告栏`]
  }
  const estate = community.name.replace(/(社区|村)$/, '') + ESTATES[Number(id.slice(12)) - 1]
  const buildings = 4 + Math.floor(random() * 5)
  return Array.from(
    { length: buildings },
    (_, n) => `${community.name} · ${estate}${((n + 2) % buildings) + 1}号楼`,
  )
}

/** Short enough for a small sticker; hashed, so a new grid or building leaves every printed code as it is. */
function idOf(gridId: string, index: number): string {
  if (gridId === FIRST_CODE.gridId && index === 0) return FIRST_CODE.id
  const hash = createHash('sha256').update(`demo county ${gridId} ${index}`).digest('hex')
  return BigInt(`0x${hash}`).toString(36).slice(-8)
}

/** Between the middle of the convex ring and a point of its border: inside by a margin that rounding cannot use up. */
function pointIn(ring: Ring, random: Random): [number, number] {
  const corners = ring.slice(1)
  const middle = [0, 1].map(
    (axis) => corners.reduce((sum, corner) => sum + corner[axis]!, 0) / corners.length,
  )
  const corner = pick(corners, random)
  const next = corners[(corners.indexOf(corner) + 1) % corners.length]!
  const [along, out] = [random(), 0.85 * Math.sqrt(random())]
  const at = (axis: 0 | 1) => {
    const edge = corner[axis] + along * (next[axis] - corner[axis])
    return Math.round((middle[axis]! + out * (edge - middle[axis]!)) * 1e7) / 1e7
  }
  return [at(0), at(1)]
}

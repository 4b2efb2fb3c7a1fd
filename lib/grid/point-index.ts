import { crossings, isRightOf, type Place } from './crossings.ts'
import type { Orient2d } from './directory.ts'
import { type Nearest, nearestIn } from './nearest.ts'
import { NOBODY, ownerOf } from './owner-code.ts'
import { HEADER_WORDS, MIXED, type Packed, readPacked } from './packed.ts'
import { alongSteps } from './steps.ts'

export type PointIndex = {
  /** The one owner of a point; where areas overlap by mistake the first of them, as `owners` tells. */
  at(lng: number, lat: number): number | undefined
  /** All owners, by asking every border: more than one only where areas overlap. */
  owners(lng: number, lat: number): number[]
  nearest(lng: number, lat: number): Nearest | undefined
}

/**
 * Opens what `packIndex` made. The cell of a point is found by division and mostly has its answer in it; else the few edges
 * in the cell decide, exactly. A border point is the owner's to whom the place just east of it (and then north) belongs.
 */
export function openIndex(buffer: ArrayBuffer, side: Orient2d, offset?: number, length?: number): PointIndex {
  const packed = readPacked(buffer, offset, length)
  const { data, west, south, size, columns, rows, owners } = packed

  // One for all lookups, which never overlap: a new one each time would cost as much as the edges.
  const place: Place = { x: 0.5, y: 0.5, lng: 0.5, lat: 0.5 }

  const at = (lng: number, lat: number): number | undefined => {
    const x = alongSteps(lng)
    const y = alongSteps(lat)
    const column = Math.floor((Math.floor(x) - west) / size)
    const row = Math.floor((Math.floor(y) - south) / size)
    // Written so that NaN is outside, too.
    if (!(column >= 0 && column < columns && row >= 0 && row < rows)) return undefined
    const cell = data[HEADER_WORDS + row * columns + column]!
    let code = cell
    place.x = x
    place.y = y
    place.lng = lng
    place.lat = lat
    if (cell > MIXED) code = data[cell]! ^ crossings(packed, cell, west + column * size, place, side)
    if (code === NOBODY) return undefined
    const owner = ownerOf(code, owners)
    return owner >= 0 ? owner : allAt(packed, place, side)[0]
  }

  return {
    at,
    owners: (lng, lat) => allAt(packed, { x: alongSteps(lng), y: alongSteps(lat), lng, lat }, side),
    nearest: (lng, lat) => {
      const owner = at(lng, lat)
      return owner === undefined ? nearestIn(packed, lng, lat) : { owner, metres: 0 }
    },
  }
}

/** Without cells: an owner is one whose border is crossed an odd number of times on the way from the far west. */
function allAt({ data, chains, chainsAt, cornersAt }: Packed, at: Place, side: Orient2d): number[] {
  const found = new Set<number>()
  const turn = (owner: number) => found.delete(owner) || found.add(owner)
  for (let chain = chainsAt; chain < chainsAt + chains * 3; chain += 3) {
    const end = cornersAt + (data[chain + 3]! - 1) * 2
    for (let corner = cornersAt + data[chain]! * 2; corner < end; corner += 2) {
      const [ax, ay, bx, by] = [data[corner]!, data[corner + 1]!, data[corner + 2]!, data[corner + 3]!]
      if (ay <= at.y === by <= at.y) continue
      const isCrossed = ay < by ? isRightOf(ax, ay, bx, by, at, side) : isRightOf(bx, by, ax, ay, at, side)
      if (!isCrossed) continue
      turn(data[chain + 1]!)
      turn(data[chain + 2]!)
    }
  }
  found.delete(-1)
  return [...found].sort((a, b) => a - b)
}

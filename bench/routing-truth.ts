import { orient2d } from 'robust-predicates'
import { packIndex } from '../lib/grid/pack.ts'
import { openIndex } from '../lib/grid/point-index.ts'
import { seeded } from '../lib/simulate/random.ts'
import { aPartition, shapeOf } from '../test/support/given-partition.ts'
import { oracle } from '../test/support/given-partition-oracle.ts'
import { clustered, type MakePoints, nearBorders, onCorners, onMiddles, uniform } from './routing-points.ts'
import type { Row } from './row.ts'

const KINDS: Record<string, MakePoints> = { uniform, clustered, nearBorders, onCorners, onMiddles }

/** Each point has at most one owner, and the index says who: counted in whole numbers of any length, which cannot round. */
export function truthRow(points: number): Row {
  const areas = aPartition(34)
  const shapes = areas.map(shapeOf)
  const index = openIndex(packIndex(shapes, orient2d), orient2d)
  const ask = oracle(shapes)
  const each = Math.ceil(points / Object.keys(KINDS).length)
  let wrong = 0
  for (const [kind, make] of Object.entries(KINDS)) {
    const asked = make(areas, each, seeded(kind.length))
    for (let i = 0; i < asked.length; i += 2) {
      const [lng, lat] = [asked[i]!, asked[i + 1]!]
      const owners = ask(lng, lat)
      if (owners.length > 1 || owners[0] !== index.at(lng, lat)) wrong++
    }
  }
  const count = each * Object.keys(KINDS).length
  return {
    name: `1k polygons: ${count} points against whole numbers`,
    unit: 'wrong',
    ours: wrong,
    peers: {},
    ratio: 1,
    floor: 0,
    runs: 1,
    wrong,
    goal: '0',
    met: wrong === 0,
    note: `${each} each of: ${Object.keys(KINDS).join(', ')}. --points N checks N.`,
  }
}

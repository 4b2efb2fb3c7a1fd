import type { RequestOf } from '../../lib/contracts/http.ts'
import { contains } from '../../lib/grid/area.ts'
import type { Codes, Grids } from '../../lib/tables/directory.ts'

export type Places = { grids: Pick<Grids, 'all'>; codes: Pick<Codes, 'ofGrid'> }

/** 街道 → 社区 → 网格 → what is posted in it: names that hang on walls, for people who pick a place instead of writing it. */
export const listPlaces =
  ({ grids, codes }: Places) =>
  async ({ query: { area = '' } }: RequestOf<'listPlaces'>) => {
    if (area.length === 15) {
      const { items } = await codes.ofGrid(area)
      const posted = items.filter(({ revokedAt }) => !revokedAt)
      return { items: posted.map(({ id, place }) => ({ id, name: place })) }
    }
    const within = (await grids.all()).filter(({ id }) => contains(area, id))
    const length = area.length === 12 ? 15 : area.length === 9 ? 12 : 9
    const nameOf = { 9: 'street', 12: 'community', 15: 'name' } as const
    const named = within.map((grid) => [grid.id.slice(0, length), grid[nameOf[length]]] as const)
    return { items: [...new Map(named)].map(([id, name]) => ({ id, name })) }
  }

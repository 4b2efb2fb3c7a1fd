import { communityOf, streetOf } from '../grid/area.ts'
import type { Grid } from '../grid/directory.ts'
import type { Code } from '../grid/route.ts'
import type { Gazetteer, Place } from './gazetteer.ts'

/** What grids and posted codes say of names: streets, communities, and the compounds and buildings codes hang at. */
export function gazetteerOf(
  grids: readonly Pick<Grid, 'id' | 'community' | 'street'>[],
  codes: readonly Pick<Code, 'gridId' | 'place'>[],
): Gazetteer {
  const places = new Map<string, Place>()
  const add = (place: Place) => places.has(place.id) || places.set(place.id, place)
  for (const { id, street } of grids) add({ id: streetOf(id), kind: 'street', names: [street] })
  const inCommunity = Map.groupBy(grids, ({ id }) => communityOf(id))
  for (const [id, [first, ...others]] of inCommunity)
    add({
      id,
      kind: 'community',
      names: [first!.community],
      parent: streetOf(id),
      ...(others.length === 0 && { gridId: first!.id }),
    })
  for (const { gridId, place } of codes) {
    // 凤凰社区 · 凤凰花园3号楼: what stands after the community, down to the building.
    const [, compound, building] = /^(?:.* · )?(.+?)(\d+号楼)$/.exec(place) ?? []
    if (!compound || !building || !places.has(communityOf(gridId))) continue
    const id = `${gridId}.${compound}`
    add({ id, kind: 'compound', names: [compound], parent: communityOf(gridId), gridId })
    add({ id: `${id}.${building}`, kind: 'building', names: [building], parent: id })
  }
  return { places: [...places.values()], elsewhere: [] }
}

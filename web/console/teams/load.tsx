import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { contains } from '../../../lib/grid/area.ts'
import { fill } from '../../shared/speak.ts'
import type { Post } from './teams.tsx'
import { w } from './words.ts'

type Load = AnswerOf<'readWorkload'>
type OfGrid = Load['items'][number]

/** How much is open in a grid; nothing where nothing is. */
export function GridLoad({ load }: { load: OfGrid | undefined }) {
  if (!load || load.posts.length === 0) return null
  return (
    <p className="soft">
      {fill(w.open, load.open)}
      {load.raised > 0 && ` · ${fill(w.raised, load.raised)}`}
    </p>
  )
}

/** What lies with a post: in its grid, or in all grids of the area it is held for. */
export function heldBy({ role, area }: Pick<Post, 'role' | 'area'>, loads: readonly OfGrid[]): number {
  const mine = loads.filter((load) => contains(area, load.area)).flatMap(({ posts }) => posts)
  return mine.filter((post) => post.role === role).reduce((sum, { open }) => sum + open, 0)
}

/** Everybody who serves here, whoever has most first: one person may serve in several grids. */
export function People({ posts, load: { items, isWhole } }: { posts: readonly Post[]; load: Load }) {
  const served = posts.flatMap((post) => post.serving.map(({ staffId, name }) => ({ staffId, name, post })))
  const people = [...Map.groupBy(served, ({ staffId }) => staffId)]
    .map(([staffId, some]) => ({
      staffId,
      name: some[0]!.name,
      areas: new Set(some.map(({ post }) => post.area)).size,
      held: some.reduce((sum, { post }) => sum + heldBy(post, items), 0),
    }))
    .toSorted((a, b) => b.held - a.held)
  const unclaimed = items.find(({ area }) => area.length === 12)?.open ?? 0
  return (
    <section className="card team" aria-label={w.load}>
      <h2>{w.load}</h2>
      <p className="soft">{w.loadWhy}</p>
      {unclaimed > 0 && <p>{fill(w.unclaimed, unclaimed)}</p>}
      {!isWhole && <p>{w.notWhole}</p>}
      <ul>
        {people.map(({ staffId, name, areas, held }) => (
          <li key={staffId}>
            <p className="line">
              <strong>{name}</strong>
              <span>{fill(fill(w.loadOf, areas), held)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

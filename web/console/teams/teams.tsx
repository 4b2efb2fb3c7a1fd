import { Select } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '../../../lib/contracts/http.ts'
import type { Area } from '../../../lib/grid/area.ts'
import { areasFor, can } from '../../../lib/staff/staff.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { communitiesIn, useGrids } from '../grids.tsx'
import { useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { Nothing, Stale, Trouble, Waiting } from '../trouble.tsx'
import { GridLoad, heldBy, People } from './load.tsx'
import { PostCard } from './post-card.tsx'
import { w } from './words.ts'

export type Post = AnswerOf<'listPosts'>['items'][number]

const EVERY = 15_000

/** Who holds which post in a community and its grids, who stands in, and where nobody does. */
export default function Teams() {
  const [me, grids] = [useMe(), useGrids()]
  useTitle(w.title)
  const areas = areasFor(me, 'team.read')
  // Whoever works in a grid sees the team of its community through their own grid only.
  const communities = areas.flatMap((area) => communitiesIn(grids, area))
  const own = communities.filter(({ area }) => can(me, 'team.read', area))
  const [chosen, setChosen] = useState<Area>()
  const area = chosen ?? own[0]?.area
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{w.title}</h1>
        {own.length > 1 && (
          <Select
            className="switcher"
            aria-label={w.community}
            value={area!}
            onChange={setChosen}
            options={own.map(({ area: value, name }) => ({ value, label: name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        )}
      </header>
      {area ? (
        <Posts key={area} area={area} mayWrite={can(me, 'team.write', area)} />
      ) : (
        <Nothing title={w.mayNot}>
          <p>{w.mayNotWhy}</p>
        </Nothing>
      )}
    </>
  )
}

function Posts({ area, mayWrite }: { area: Area; mayWrite: boolean }) {
  const { value, trouble, at, again } = useAnswer(`posts ${area}`, () => listAll(area), EVERY)
  const load = useAnswer(`load ${area}`, () => call('readWorkload', { query: { area } }), EVERY)
  if (!value) return trouble ? <Trouble error={trouble} retry={again} /> : <Waiting />
  if (value.length === 0)
    return (
      <Nothing title={w.none}>
        <p>{w.noneWhy}</p>
      </Nothing>
    )
  const people = peopleOf(value)
  const loads = load.value?.items ?? []
  return (
    <div className="stack">
      <Stale trouble={trouble} at={at} />
      {[...Map.groupBy(value, ({ place }) => place)].map(([place, posts]) => (
        <section key={place} className="card team" aria-label={place}>
          <h2>{place}</h2>
          <GridLoad load={loads.find((one) => one.area === posts[0]!.area)} />
          <ul>
            {posts.map((post) => (
              <PostCard
                key={post.role}
                post={post}
                held={heldBy(post, loads)}
                people={people}
                mayWrite={mayWrite}
                again={again}
              />
            ))}
          </ul>
        </section>
      ))}
      {load.value && <People posts={value} load={load.value} />}
    </div>
  )
}

async function listAll(area: Area): Promise<Post[]> {
  const all: Post[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await call('listPosts', { query: { area, ...(cursor && { cursor }) } })
    all.push(...items)
    cursor = next
  } while (cursor)
  return all.toSorted((a, b) => a.area.localeCompare(b.area))
}

/** Everybody whom the community's posts name: whom one appoints is mostly one of them. */
function peopleOf(posts: readonly Post[]): Map<string, string> {
  return new Map(
    posts
      .flatMap(({ tenures, leaves }) => [...tenures, ...leaves])
      .map(({ staffId, name }) => [staffId, name]),
  )
}

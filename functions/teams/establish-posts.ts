import type { MessageOf } from '../../lib/contracts/messages.ts'
import { contains } from '../../lib/grid/area.ts'
import { type Grid, wordsOf } from '../../lib/grid/directory.ts'
import type { Directory, DirectoryEvent } from '../../lib/grid/editions.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { postId } from '../../lib/platform/post-id.ts'
import { abolish, establish, type PostEvent, reestablish, type StoredPost } from '../../lib/staff/post.ts'
import { THREE } from '../../lib/staff/staff.ts'
import type { GridMaps } from '../../lib/tables/grid-maps.ts'
import type { Posts } from '../../lib/tables/posts.ts'

export type Establishing = {
  ledger: Pick<Ledger<StoredPost, PostEvent>, 'change'>
  ledgerOfDirectories: Pick<Ledger<Directory, DirectoryEvent>, 'hear'>
  posts: Pick<Posts, 'allIn'>
  maps: Pick<GridMaps, 'ofCommunity'>
}

/**
 * A community's grids were redrawn: each has its three from now on, those that nobody was ever appointed to as well, so that their
 * vacancy is told, and the posts of grids that are no more end. A post that is held for the whole community is every grid's.
 */
export const establishPosts =
  ({ ledger, ledgerOfDirectories, posts, maps }: Establishing) =>
  async (message: MessageOf<'areas.redrawn'>): Promise<void> => {
    const { key, community } = message.data
    const cause = { id: message.causedBy, actor: 'directory', role: 'system' }
    await ledgerOfDirectories.hear(message, async () => {
      const [grids, known] = await Promise.all([maps.ofCommunity(key, community), posts.allIn(community)])
      const gone = known.filter(({ area }) => area.length === 15 && !grids.some(({ id }) => id === area))
      for (const { id } of gone) await ledger.change(id, cause, (found, now) => found && abolish(found, now))
      for (const post of missingIn(grids, known))
        await ledger.change(post.id, cause, (found, now) =>
          found ? reestablish(found, now) : establish(post, now),
        )
    })
  }

/** The three of each grid, where nobody is known to hold them there or for a larger area. */
function missingIn(grids: readonly Grid[], known: readonly StoredPost[]) {
  return grids.flatMap((grid) =>
    THREE.filter((role) => !known.some((post) => post.role === role && contains(post.area, grid.id))).map(
      (role) => ({ id: postId(role, grid.id), role, area: grid.id, place: wordsOf(grid) }),
    ),
  )
}

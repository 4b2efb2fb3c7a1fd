import type { MessageOf } from '../../lib/contracts/messages.ts'
import { contains } from '../../lib/grid/area.ts'
import { wordsOf } from '../../lib/grid/directory.ts'
import type { Directory, DirectoryEvent } from '../../lib/grid/editions.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { postId } from '../../lib/platform/post-id.ts'
import { establish, type PostEvent, type StoredPost } from '../../lib/staff/post.ts'
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
 * vacancy is told. A post that is held for the whole community is every grid's.
 */
export const establishPosts =
  ({ ledger, ledgerOfDirectories, posts, maps }: Establishing) =>
  async (message: MessageOf<'areas.redrawn'>): Promise<void> => {
    const { key, community } = message.data
    await ledgerOfDirectories.hear(message, async () => {
      const [grids, known] = await Promise.all([maps.ofCommunity(key, community), posts.allIn(community)])
      const missing = grids.flatMap((grid) =>
        THREE.filter((role) => !known.some((post) => post.role === role && contains(post.area, grid.id))).map(
          (role) => ({ id: postId(role, grid.id), role, area: grid.id, place: wordsOf(grid) }),
        ),
      )
      for (const post of missing)
        await ledger.change(
          post.id,
          { id: message.causedBy, actor: 'directory', role: 'system' },
          (found, now) => (found ? undefined : establish(post, now)),
        )
    })
  }

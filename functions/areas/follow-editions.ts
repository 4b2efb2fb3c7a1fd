import type { MessageOf } from '../../lib/contracts/messages.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import { begin, type Directory, type DirectoryEvent } from '../../lib/grid/editions.ts'
import { type Instant, isBefore } from '../../lib/kernel/instant.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { type Waiting, whenDue } from '../../lib/platform/due.ts'
import type { GridMaps } from '../../lib/tables/grid-maps.ts'

export type Following = Waiting & {
  ledger: Pick<Ledger<Directory, DirectoryEvent>, 'change' | 'hear'>
  maps: Pick<GridMaps, 'of' | 'announce'>
  /** Packs grids for those who route by them. */
  pack(grids: readonly Grid[]): Promise<unknown>
}

export const followEditions = ({ ledger, maps, pack, now, sleep }: Following) => ({
  /** Whoever looks up grids is told which editions there are. */
  announce: (message: MessageOf<'areas.published'>) =>
    ledger.hear(message, ({ editions }) => maps.announce(editions)),

  /** An edition takes effect: reports in what it changed are to follow. */
  begin: whenDue({ ledger, now, sleep }, (directory, at) => followNext(directory, { maps, pack }, at)),
})

async function followNext(
  directory: Directory,
  { maps, pack }: Pick<Following, 'maps' | 'pack'>,
  at: Instant,
) {
  const { editions, followed } = directory
  const next = editions.find(({ edition, effectiveAt }) => edition > followed && !isBefore(at, effectiveAt))
  if (!next) return undefined
  const keys = [editions.find(({ edition }) => edition === followed)?.key ?? '', next.key]
  const [before, after] = await Promise.all(keys.map(maps.of))
  // Before any report follows: what comes in from now on is to be routed by the same map.
  await pack(after!)
  return begin(directory, next.edition, { before: before!, after: after! }, at)
}

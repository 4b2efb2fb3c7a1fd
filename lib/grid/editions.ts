import { earliest, type Instant, isBefore, later, MINUTE } from '../kernel/instant.ts'
import { Problem } from '../kernel/problem.ts'
import type { Outcome } from '../report/report.ts'
import { type Area, communityOf } from './area.ts'
import { changesOf } from './area-rows.ts'
import type { Grid } from './directory.ts'

/** A published map of all grids. `key` names its rows, which never change: rolling back publishes an older key again. */
export type Edition = {
  edition: number
  key: string
  effectiveAt: Instant
  publishedAt: Instant
  by: string
  note: string
  grids: number
}

/** The county's maps of grids, one after the other, and how far the reports have followed the newest that is in force. */
export type Directory = {
  id: Area
  status: 'settled' | 'scheduled' | 'moving'
  editions: readonly Edition[]
  /** The edition that open reports follow; 0 is the map the county began with. */
  followed: number
  /** While reports are being moved: the communities still to be looked at, and where the page of the first begins. */
  moving?: { edition: number; communities: readonly Area[]; cursor?: string }
}

export type DirectoryEvent =
  | { type: 'areas.published'; data: { edition: number } }
  | { type: 'areas.moving'; data: { edition: number; left: number; cursor?: string } }
  | { type: 'areas.redrawn'; data: { key: string; community: Area } }
export type DirectoryOutcome = Outcome<Directory, DirectoryEvent>

/** Readers look at the list of editions once a minute: by the time one takes effect, all know it and agree. */
export const EDITION_NOTICE = 3 * MINUTE

export const noEditions = (id: Area): Directory => ({ id, status: 'settled', editions: [], followed: 0 })

/** The newest that has taken effect, in the order of publishing; undefined is the map the county began with. */
export function inForce(editions: readonly Edition[], at: Instant): Edition | undefined {
  return editions.findLast(({ effectiveAt }) => !isBefore(at, effectiveAt))
}

export type Publishing = Pick<Edition, 'key' | 'effectiveAt' | 'by' | 'note' | 'grids'>

/** Takes effect on its day, never before those published earlier: so the list stays in order of both. */
export function publish(directory: Directory, asked: Publishing, now: Instant): DirectoryOutcome {
  const last = directory.editions.at(-1)
  if (
    isBefore(asked.effectiveAt, later(now, EDITION_NOTICE)) ||
    (last && isBefore(asked.effectiveAt, last.effectiveAt))
  )
    throw new Problem('edition-too-early', { earliest: earliestFor(directory, now) })
  const edition = (last?.edition ?? 0) + 1
  return {
    value: {
      ...directory,
      status: directory.moving ? 'moving' : 'scheduled',
      editions: [...directory.editions, { ...asked, edition, publishedAt: now }],
    },
    what: 'publish',
    events: [{ type: 'areas.published', data: { edition } }],
  }
}

function earliestFor({ editions }: Directory, now: Instant): Instant {
  const [noticed, last] = [later(now, EDITION_NOTICE), editions.at(-1)?.effectiveAt]
  return last && last > noticed ? last : noticed
}

/** The next edition that reports have not followed; while they are being moved the following one waits. */
export function dueOf({ editions, followed, moving }: Directory): Instant | undefined {
  if (moving) return undefined
  return earliest(
    ...editions.filter(({ edition }) => edition > followed).map(({ effectiveAt }) => effectiveAt),
  )
}

/** An edition has taken effect: its changed communities' reports are to be looked at. `maps` are the one followed so far and the new one. */
export function begin(
  directory: Directory,
  edition: number,
  maps: { before: readonly Grid[]; after: readonly Grid[] },
  now: Instant,
): DirectoryOutcome | undefined {
  const next = directory.editions.find((one) => one.edition === edition)
  if (!next || directory.moving || edition <= directory.followed || isBefore(now, next.effectiveAt))
    return undefined
  const { added, removed, changed } = changesOf(maps.after, maps.before)
  const communities = [...new Set([...added, ...removed, ...changed].map(communityOf))].sort()
  return communities.length === 0 ? finish(directory, edition) : hand(directory, edition, communities)
}

/** One page of one community has been looked at. A repeated or late message changes nothing. */
export function advance(
  directory: Directory,
  done: { edition: number; left: number; cursor?: string },
  next: string | undefined,
): DirectoryOutcome | undefined {
  const { moving } = directory
  const isCurrent =
    moving?.edition === done.edition &&
    moving.communities.length === done.left &&
    moving.cursor === done.cursor
  if (!moving || !isCurrent) return undefined
  const communities = next ? moving.communities : moving.communities.slice(1)
  if (communities.length === 0) return finish(directory, done.edition)
  return hand(directory, done.edition, communities, next)
}

function hand(
  directory: Directory,
  edition: number,
  communities: readonly Area[],
  cursor?: string,
): DirectoryOutcome {
  const at = cursor ? { cursor } : {}
  const { key } = directory.editions.find((one) => one.edition === edition)!
  const redrawn: DirectoryEvent = { type: 'areas.redrawn', data: { key, community: communities[0]! } }
  return {
    value: { ...directory, status: 'moving', moving: { edition, communities, ...at } },
    what: 'move',
    events: [
      { type: 'areas.moving', data: { edition, left: communities.length, ...at } },
      ...(cursor ? [] : [redrawn]),
    ],
  }
}

function finish({ moving: _, ...directory }: Directory, edition: number): DirectoryOutcome {
  const isLast = directory.editions.at(-1)?.edition === edition
  return {
    value: { ...directory, status: isLast ? 'settled' : 'scheduled', followed: edition },
    what: 'follow',
    events: [],
  }
}

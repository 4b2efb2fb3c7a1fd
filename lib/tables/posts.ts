import { PostState } from '../contracts/state.ts'
import type { Area } from '../grid/area.ts'
import { dueOf, type StoredPost, vacanciesOf } from '../staff/post.ts'
import type { Role } from '../staff/staff.ts'
import {
  type AggregateTable,
  aggregateTable,
  listBy,
  type Page,
  type Shape,
  type Stored,
  shardOf,
} from './aggregate.ts'
import type { Db } from './dynamo.ts'

export const POST: Shape<StoredPost> = {
  state: PostState,
  keysOf(post) {
    if (post.abolishedAt) return {}
    const dueAt = dueOf(post)
    const vacancy = vacanciesOf(post).at(-1)
    return {
      listedIn: listOf(post.area),
      ...(dueAt && { dueShard: shardOf(post.id), dueAt }),
      ...(vacancy && { vacantRole: post.role, vacantFrom: vacancy.from }),
    }
  },
}

/** A grid's posts are listed with its community's, so that one query shows a community's whole team. */
const listOf = (area: Area) => area.slice(0, 12)

export type Posts = AggregateTable<StoredPost> & {
  /** The posts of a community and its grids, or of one street or county alone. */
  listedIn(area: Area, cursor?: string): Promise<Page<Stored<StoredPost>>>
  /** The same without pages. */
  allIn(area: Area): Promise<StoredPost[]>
  /** Posts of a role in which the last stretch known is, was or will be a vacancy; the latest to begin first. */
  vacant(role: Role): Promise<Page<Stored<StoredPost>>>
}

const PAGE = 100

export function postsTable(db: Db, TableName: string): Posts {
  const listedIn: Posts['listedIn'] = (area, cursor) =>
    listBy(db, TableName, POST, { name: 'byCommunity', key: 'listedIn', value: listOf(area) }, cursor, PAGE)
  return {
    ...aggregateTable(db, TableName, POST),
    listedIn,
    allIn: (area) => everyPost(listedIn, area),
    vacant: (role) =>
      listBy(db, TableName, POST, { name: 'byVacancy', key: 'vacantRole', value: role }, undefined, PAGE),
  }
}

/** Page by page to the end: a community has some dozens of posts. */
export async function everyPost(listedIn: Posts['listedIn'], area: Area): Promise<StoredPost[]> {
  const found: StoredPost[] = []
  let cursor: string | undefined
  do {
    const page = await listedIn(area, cursor)
    found.push(...page.items.map(({ value }) => value))
    cursor = page.next
  } while (cursor)
  return found
}

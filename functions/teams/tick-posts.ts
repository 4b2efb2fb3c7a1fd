import type { Ledger } from '../../lib/platform/change.ts'
import { type Waiting, whenDue } from '../../lib/platform/due.ts'
import { type PostEvent, type StoredPost, tick } from '../../lib/staff/post.ts'

export type Ticking = Waiting & { ledger: Pick<Ledger<StoredPost, PostEvent>, 'change'> }

/** Vacancies are about to have lasted too long: look at each post and tell of it if nobody serves. */
export const tickPosts = (deps: Ticking) => whenDue(deps, tick)

import type { MessageOf } from '../../lib/contracts/messages.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { untilDue } from '../../lib/platform/sweep.ts'
import { type PostEvent, type StoredPost, tick } from '../../lib/staff/post.ts'

export type Ticking = {
  ledger: Pick<Ledger<StoredPost, PostEvent>, 'change'>
  now(): Instant
  sleep(ms: number): Promise<void>
}

/** Vacancies are about to have lasted too long: look at each post and tell of it if nobody serves. */
export const tickPosts =
  ({ ledger, now, sleep }: Ticking) =>
  async ({ data: { ids, dueAt }, causedBy }: MessageOf<'post.due'>) => {
    await untilDue(dueAt, now(), sleep)
    const results = await Promise.allSettled(
      ids.map((id) =>
        ledger.change(
          id,
          { id: causedBy, actor: 'clock', role: 'system' },
          (post, at) => post && tick(post, at),
        ),
      ),
    )
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }

import type { Instant } from '../../lib/kernel/instant.ts'
import { fitting } from '../../lib/media/kinds.ts'
import type { KeyRing } from '../../lib/platform/keys.ts'
import { readUploadToken } from '../../lib/platform/links.ts'
import type { Log } from '../../lib/platform/log.ts'
import type { Publish } from '../../lib/platform/publish.ts'
import type { Uploads } from '../../lib/tables/uploads.ts'

export type Taking = {
  uploads: Pick<Uploads, 'claim' | 'end'>
  publish: Publish
  mediaKeys: KeyRing
  now(): Instant
  log: Log
}

/** What a service that gives files to reports is handed: both halves of the taking. */
export type Takes = {
  take: ReturnType<typeof takeUploads>
  settle: ReturnType<typeof settleUploads>
}

/**
 * Claims announced files for a report that `has` some, as many as fit, and returns those that are now its own. What
 * somebody else's report holds, what has expired and what we never handed out is left away: a report is accepted whatever
 * becomes of its photos.
 */
export const takeUploads =
  ({ uploads, mediaKeys, now, log }: Taking) =>
  async (tokens: readonly string[], reportId: string, has: readonly string[] = []): Promise<string[]> => {
    const ids = tokens.map((token) => readUploadToken(token, mediaKeys)).filter((id) => id !== undefined)
    const at = now()
    return Promise.all(
      fitting(has, ids).map(async (id) => ((await uploads.claim(id, reportId, at)) ? [id] : [])),
    )
      .then((all) => all.flat())
      .catch((error: Error) => {
        log.warn('uploads not taken', { subject: reportId, error })
        return []
      })
  }

/** After the report has `held` what it could: those are looked at, and one for which others left no room never is. */
export const settleUploads =
  ({ uploads, publish, now, log }: Taking) =>
  async (taken: readonly string[], held: readonly string[], reportId: string): Promise<void> => {
    const rest = taken.filter((id) => !held.includes(id))
    const ids = taken.filter((id) => held.includes(id))
    const at = now()
    const id = `upload.due.${reportId}`
    const told =
      ids.length > 0
        ? publish([
            { id, type: 'upload.due', at, subject: id, causedBy: id, data: { ids: [...ids], dueAt: at } },
          ])
        : undefined
    await Promise.all([
      told,
      ...rest.map((one) => uploads.end(one, { status: 'refused', why: 'too-many' })),
    ]).catch((error: Error) =>
      // Only sooner: whatever has been claimed is looked at when the minute comes round.
      log.warn('left to the sweep', { subject: reportId, error }),
    )
  }

import type { RequestOf } from '../../lib/contracts/http.ts'
import { type Instant, later, SECOND } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { idFor, isTypeOf, KINDS } from '../../lib/media/kinds.ts'
import { SENDING } from '../../lib/media/upload.ts'
import type { KeyRing } from '../../lib/platform/keys.ts'
import { uploadToken } from '../../lib/platform/links.ts'
import type { Presign } from '../../lib/platform/presign.ts'
import type { Uploads } from '../../lib/tables/uploads.ts'

export type Beginning = {
  uploads: Pick<Uploads, 'add'>
  presign: Presign
  mediaKeys: KeyRing
  newId(): string
  now(): Instant
}

/** Where to send one file, which must be just as it was announced. The token gives it to a report, before or after it came. */
export const beginUpload =
  ({ uploads, presign, mediaKeys, newId, now }: Beginning) =>
  async ({ body: { kind, type, bytes, keepsPlace } }: RequestOf<'beginUpload'>) => {
    if (!isTypeOf(kind, type) || bytes < 1 || bytes > KINDS[kind].bytes) throw new Problem('file-refused')
    const id = idFor(kind, newId())
    const at = now()
    await uploads.add({ id, kind, type, bytes, keepsPlace, createdAt: at, status: 'waiting', tries: 0 })
    return {
      upload: uploadToken(id, mediaKeys),
      url: await presign(id, type, bytes, SENDING / SECOND),
      until: later(at, SENDING),
    }
  }

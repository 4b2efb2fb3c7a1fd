import type { Page, RequestOf } from '../../lib/contracts/http.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { KeyRing } from '../../lib/platform/keys.ts'
import { readMediaLink } from '../../lib/platform/links.ts'
import type { Objects } from '../../lib/platform/objects.ts'

export type MediaShowing = { media: Pick<Objects, 'get'>; mediaKeys: KeyRing; now(): Instant }

/** The browser shows it as what we made of it, runs nothing in it and lets no other site put it in a page. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, max-age=900',
}

/** A photo or voice for whoever was handed its link. A link that is old or not ours leads nowhere. */
export const showMedia =
  ({ media, mediaKeys, now }: MediaShowing) =>
  async ({ params: { link } }: Pick<RequestOf<'showMedia'>, 'params'>): Promise<Page> => {
    const key = readMediaLink(link, now(), mediaKeys)
    const object = key ? await media.get(key) : undefined
    if (!object) throw new Problem('not-found')
    const { bytes, type } = object
    const name = type.startsWith('image/') ? 'photo.jpg' : 'voice'
    return {
      status: 200,
      headers: { ...HEADERS, 'content-type': type, 'content-disposition': `inline; filename="${name}"` },
      body: Buffer.from(bytes).toString('base64'),
      isBase64: true,
    }
  }

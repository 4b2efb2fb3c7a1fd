import type { Photo } from '../contracts/answers.ts'
import { type Instant, later, MINUTE, msOf, SECOND } from '../kernel/instant.ts'
import type { Uploads } from '../tables/uploads.ts'
import { type KeyRing, readSigned, signed } from './keys.ts'

/** A link is good while a page is looked at, not for whoever finds it later: for 10 to 15 minutes. */
const LINK = 10 * MINUTE
/** So long it stays the same, so that a page that asks anew every few seconds does not load its photos anew. */
const SAME = 5 * MINUTE

/** Whoever announced a file holds this, and nobody else can give the file to a report. */
export const uploadToken = (id: string, ring: KeyRing) => signed(id, 'upload', ring)
export const readUploadToken = (token: string, ring: KeyRing) => readSigned(token, 'upload', ring)

/** What an action link in a chat carries; the claims are `writeClaims` of lib/alerts/links.ts. */
export const actionToken = (claims: string, ring: KeyRing) => signed(claims, 'action', ring)
export const readActionToken = (token: string, ring: KeyRing) => readSigned(token, 'action', ring)

/** The key of an object that may be shown: whoever is handed the link has been found to have the right. */
export function mediaLink(key: string, now: Instant, ring: KeyRing): string {
  const until = (Math.ceil(msOf(later(now, LINK)) / SAME) * SAME) / SECOND
  return `/media/${signed(`${until}.${key}`, 'media', ring)}`
}

export function readMediaLink(link: string, now: Instant, ring: KeyRing): string | undefined {
  const [, until, key] = /^(\d+)\.(.+)$/.exec(readSigned(link, 'media', ring) ?? '') ?? []
  return until && Number(until) * SECOND > msOf(now) ? key : undefined
}

export type Showing = { uploads: Pick<Uploads, 'find'>; mediaKeys: KeyRing; now(): Instant }

/** A report's photos and voice, as far as they have come. */
export async function shownUploads(
  { uploads, mediaKeys, now }: Showing,
  ids: readonly string[] | undefined,
): Promise<Photo[] | undefined> {
  if (!ids) return undefined
  const found = await Promise.all(ids.map(uploads.find))
  const link = (key: string) => mediaLink(key, now(), mediaKeys)
  return found
    .filter((upload) => upload !== undefined)
    .map(({ id, kind, status, why }) => ({
      kind,
      status,
      ...(why && { why }),
      ...(status === 'ready' &&
        kind === 'photo' && { thumb: link(`${id}.thumb`), large: link(`${id}.large`) }),
      ...(status === 'ready' && kind === 'voice' && { large: link(`${id}.voice`) }),
    }))
}

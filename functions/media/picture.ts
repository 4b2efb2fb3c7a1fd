import type { Sharp, SharpOptions } from 'sharp'
import { placeIn } from '../../lib/media/exif.ts'
import type { Refusal } from '../../lib/media/refusals.ts'

/** `thumb` and `large` are JPEG; `place` is where the photo says it was taken. */
export type Picture = { thumb: Uint8Array; large: Uint8Array; place?: { lat: number; lng: number } }
export type Redraw = (bytes: Uint8Array) => Promise<Picture | Refusal>

const MOST_PIXELS = 50e6
const LARGE = 1600
const THUMB = 240
const SECONDS = 20

/** From files that may be made to harm: never more than so many pixels, one page, and none of what is damaged. */
const CAREFUL: SharpOptions = { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 }

/**
 * Draws a photo anew: what comes out holds its pixels and nothing else that was in the file. The library is loaded for the
 * first photo, because its native half is only in the package of the function that draws.
 */
export const redraw: Redraw = async (bytes) => {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  const photo = sharp(bytes, CAREFUL).timeout({ seconds: SECONDS })
  try {
    const { exif } = await photo.metadata()
    const upright = photo.autoOrient().flatten({ background: '#fff' })
    const large = await fitted(upright, LARGE)
    const thumb = await fitted(upright, THUMB)
    const place = exif && placeIn(exif)
    return { large, thumb, ...(place && { place }) }
  } catch (error) {
    return /pixel limit/.test((error as Error).message) ? 'too-many-pixels' : 'broken'
  }
}

const fitted = (photo: Sharp, size: number) =>
  photo
    .clone()
    .resize(size, size, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer()

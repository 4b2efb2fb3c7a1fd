/** Where a photo says it was taken, WGS-84 (EXIF 2.3 §4.6.6, TIFF 6.0 §2). Undefined for whatever is damaged or elsewhere. */
export function placeIn(exif: Uint8Array): { lat: number; lng: number } | undefined {
  const start = String.fromCharCode(...exif.subarray(0, 4)) === 'Exif' ? 6 : 0
  try {
    return placeInTiff(new DataView(exif.buffer, exif.byteOffset + start, exif.byteLength - start))
  } catch (error) {
    if (error instanceof RangeError) return undefined // an offset that leads out of the data
    throw error
  }
}

const LITTLE_ENDIAN = 0x4949
const GPS_DIRECTORY = 0x8825
const [LAT_REF, LAT, LNG_REF, LNG] = [1, 2, 3, 4]

function placeInTiff(view: DataView) {
  const little = view.getUint16(0) === LITTLE_ENDIAN
  const long = (at: number) => view.getUint32(at, little)
  const short = (at: number) => view.getUint16(at, little)
  /** Where the value of each tag of a directory stands; entries have twelve bytes, the value in the last four. */
  const entriesAt = (directory: number) =>
    new Map(
      Array.from({ length: short(directory) }, (_, index) => directory + 2 + 12 * index).map((at) => [
        short(at),
        at + 8,
      ]),
    )
  const gps = entriesAt(long(4)).get(GPS_DIRECTORY)
  if (gps === undefined) return undefined
  const entries = entriesAt(long(gps))
  const degrees = (ref: number, value: number, negative: string) => {
    const [refAt, valueAt] = [entries.get(ref), entries.get(value)]
    if (refAt === undefined || valueAt === undefined) return Number.NaN
    const at = long(valueAt)
    const parts = [0, 8, 16].map((offset) => long(at + offset) / long(at + offset + 4))
    const sum = parts[0]! + parts[1]! / 60 + parts[2]! / 3600
    return String.fromCharCode(view.getUint8(refAt)) === negative ? -sum : sum
  }
  const [lat, lng] = [degrees(LAT_REF!, LAT!, 'S'), degrees(LNG_REF!, LNG!, 'W')]
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : undefined
}

import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A photo as a phone takes it, by default small and in Juye; `place` is written as EXIF writes it. */
export function aPhoto({ width = 64, height = 48, place = true } = {}): Promise<Buffer> {
  const gps = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '35/1 23/1 24/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '116/1 5/1 24/1',
  }
  const photo = sharp({ create: { width, height, channels: 3, background: '#7a9' } }).jpeg()
  return (place ? photo.withExif({ IFD0: { Artist: '张三' }, IFD3: gps }) : photo).toBuffer()
}

const [SIDE, COLOURS] = [30_000, 1]

/** A whole picture of nine hundred million pixels in a tenth of a megabyte: opened, it takes gigabytes. */
export function aBomb(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIDE, 0)
  header.writeUInt32BE(SIDE, 4)
  header[8] = COLOURS
  const rows = deflateSync(Buffer.alloc(SIDE * (1 + SIDE / 8)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}

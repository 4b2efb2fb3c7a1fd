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

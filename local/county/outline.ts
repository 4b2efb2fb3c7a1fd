/** The county seat, in degrees [lng, lat], WGS-84. */
export const SEAT: readonly [number, number] = [116.089, 35.396]

/**
 * SYNTHETIC: drawn by hand at about the right place and size, not a surveyed border. Counter-clockwise, not closed.
 * Keep it convex and in hundredths of a degree: both make the clipping in polygons.ts exact.
 */
export const OUTLINE: readonly (readonly [number, number])[] = [
  [116.03, 35.09],
  [116.1, 35.1],
  [116.16, 35.13],
  [116.2, 35.17],
  [116.22, 35.21],
  [116.24, 35.28],
  [116.25, 35.35],
  [116.24, 35.42],
  [116.21, 35.49],
  [116.17, 35.55],
  [116.12, 35.59],
  [116.06, 35.6],
  [115.99, 35.59],
  [115.92, 35.55],
  [115.87, 35.5],
  [115.82, 35.41],
  [115.81, 35.35],
  [115.82, 35.28],
  [115.86, 35.2],
  [115.92, 35.14],
  [115.97, 35.11],
]

type Props = { ring: readonly (readonly number[])[]; kind: string; label: string }

const SIDE = 120

/** One place, drawn as large as fits with north up; degrees of longitude are narrower than those of latitude. */
export function Outline({ ring, kind, label }: Props) {
  const narrow = Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180)
  const [xs, ys] = [ring.map(([lng = 0]) => lng * narrow), ring.map(([, lat = 0]) => -lat)]
  const [west, north] = [Math.min(...xs), Math.min(...ys)]
  const scale = SIDE / Math.max(Math.max(...xs) - west, Math.max(...ys) - north, Number.EPSILON)
  const points = xs.map((x, at) => `${(x - west) * scale},${(ys[at]! - north) * scale}`)
  return (
    <svg
      className={`outline ${kind}`}
      viewBox={`-6 -6 ${SIDE + 12} ${SIDE + 12}`}
      role="img"
      aria-label={label}
    >
      <polygon points={points.join(' ')} />
    </svg>
  )
}

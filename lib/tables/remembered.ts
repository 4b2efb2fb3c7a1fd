/**
 * A look-up whose answers are kept for a while in a warm function. Only for what may be a little old: a grid's name, who
 * listens in an area. A failed look-up is not kept.
 */
export function remembered<T>(
  look: (key: string) => Promise<T>,
  keepMs: number,
  clock: () => number,
): (key: string) => Promise<T> {
  const kept = new Map<string, { until: number; answer: Promise<T> }>()
  return (key) => {
    const known = kept.get(key)
    if (known && clock() < known.until) return known.answer
    const answer = look(key)
    kept.set(key, { until: clock() + keepMs, answer })
    answer.catch(() => kept.delete(key))
    return answer
  }
}

import type { RequestOf } from '../../lib/contracts/http.ts'
import { type Code, spotOf, type ToWgs84 } from '../../lib/grid/route.ts'
import { type Instant, later } from '../../lib/kernel/instant.ts'
import { type KeyRing, readToken } from '../../lib/platform/keys.ts'
import { isConfidential } from '../../lib/report/categories.ts'
import { metresBetween, NEAR_MS, type Spot } from '../../lib/report/near.ts'
import { isSimilar } from '../../lib/report/support.ts'
import type { Reports } from '../../lib/tables/reports.ts'

export type Comparing = {
  around: Reports['around']
  findCode(id: string): Promise<Code | undefined>
  toWgs84: ToWgs84
  codeKeys: KeyRing
  now(): Instant
}

/** More than this nobody reads; the nearest come first. */
const SHOWN = 3

/** What neighbours have said about the same matter at the same place, told without a word of theirs. */
export const findSimilar =
  ({ around, findCode, toWgs84, codeKeys, now }: Comparing) =>
  async ({ body: { category, token, point } }: Pick<RequestOf<'findSimilar'>, 'body'>) => {
    const codeId = token && readToken(token, codeKeys)
    const code = codeId ? await findCode(codeId) : undefined
    const spot: Spot | undefined = code && !code.revokedAt ? code : point && spotOf(point, toWgs84)
    if (!spot || isConfidential({ category })) return { items: [] }
    const found = await around(category, spot, later(now(), -NEAR_MS))
    const items = found
      .map(({ value }) => value)
      .filter((report) => isSimilar(report, { category, spot }, now()))
      .map(({ number, status, receivedAt, spot: at, supporters = [] }) => ({
        number,
        category,
        status,
        receivedAt,
        metres: Math.round(metresBetween(spot, at!)),
        supporters: supporters.length,
      }))
    return { items: items.sort((a, b) => a.metres - b.metres).slice(0, SHOWN) }
  }

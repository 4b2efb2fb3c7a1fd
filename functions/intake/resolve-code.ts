import type { RequestOf } from '../../lib/contracts/http.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import type { Code } from '../../lib/grid/route.ts'
import { type KeyRing, readToken } from '../../lib/platform/keys.ts'

export type Resolving = {
  findCode(id: string): Promise<Code | undefined>
  findGrid(id: string): Promise<Grid | undefined>
  codeKeys: KeyRing
}

/** The place a QR code stands for. Unknown, forged and revoked codes are answered, not refused: the form opens without a place. */
export const resolveCode =
  ({ findCode, findGrid, codeKeys }: Resolving) =>
  async ({ params: { token } }: Pick<RequestOf<'resolveCode'>, 'params'>) => {
    const codeId = readToken(token, codeKeys)
    const code = codeId ? await findCode(codeId) : undefined
    if (!code) return { known: false, revoked: false }
    if (code.revokedAt) return { known: false, revoked: true }
    const grid = await findGrid(code.gridId)
    return {
      known: true,
      revoked: false,
      place: code.place,
      ...(grid && { unit: { name: grid.name, phone: grid.phone } }),
    }
  }

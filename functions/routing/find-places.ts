import type { RequestOf } from '../../lib/contracts/http.ts'
import { type Found, findPlace } from '../../lib/place/find-place.ts'
import type { PlaceIndex } from '../../lib/place/place-index.ts'

export type Finding = { places(): Promise<PlaceIndex | undefined> }

/** What an address in words could mean. Names of places are public; nothing is kept of who asked for what. */
export const findPlaces =
  ({ places }: Finding, { spelled }: { spelled: boolean }) =>
  async ({ query: { q } }: Pick<RequestOf<'findPlaces' | 'pickPlaces'>, 'query'>) => {
    const index = await places()
    const { candidates: items, ...answer }: ReturnType<typeof findPlace> = index
      ? findPlace(index, q, spelled)
      : NOTHING
    return { ...answer, items }
  }

const NOTHING = { verdict: 'ask', why: 'nothing', candidates: [] as Found['candidates'] } as const

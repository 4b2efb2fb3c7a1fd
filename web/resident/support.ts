import type { Draft, Similar, Start } from './draft.ts'
import { bodyOf } from './draft.ts'
import { call, patiently, type Receipt } from './send.ts'

/** Nobody waits for this: without an answer at once the form goes on. */
const PATIENCE = 2500

export async function similarTo(draft: Draft, start: Start): Promise<Similar[]> {
  const { category, token, point } = bodyOf(draft, start)
  if (!token && !point) return []
  const asked = call('findSimilar', {
    body: { category, ...(token && { token }), ...(point && { point }) },
  }).then(
    ({ items }) => items,
    () => [],
  )
  return Promise.race([asked, new Promise<Similar[]>((done) => setTimeout(() => done([]), PATIENCE))])
}

/** The draft's own key names the supporter: pressing twice is one neighbour. */
export async function supportOne({ number }: Similar, key: string): Promise<Receipt> {
  const joined = await patiently(() => call('supportReport', { params: { number }, key }))
  return { ...joined, provisional: false, isCalled: false, isHere: true, isSupporter: true }
}

import type { KeptReceipt } from '../../lib/contracts/answers.ts'
import { api, ProblemError } from '../shared/api.ts'
import type { Language } from '../shared/speak.ts'
import type { Draft, ReportBody } from './draft.ts'

let language: Language = 'zh'
export const speakTo = (chosen: Language) => {
  language = chosen
}

export const call = api(
  {
    submitReport: 'POST /api/reports',
    findSimilar: 'POST /api/similar',
    supportReport: 'POST /api/reports/{number}/support',
    listPlaces: 'GET /api/areas',
    openReport: 'POST /api/reports/{number}',
    ownData: 'POST /api/reports/{number}/data',
    beginUpload: 'POST /api/uploads',
    addUploads: 'POST /api/reports/{number}/uploads',
    moveOwnReport: 'POST /api/reports/{number}/{move}',
  },
  { headers: () => ({ 'accept-language': language }) },
)

type Accepted = Awaited<ReturnType<typeof call<'submitReport'>>>
type Sent = Accepted & { isEarlier?: true }
export type Receipt = KeptReceipt

/** No answer, or one that says "later": the same request may succeed. */
export const isPassing = (error: unknown) => !(error instanceof ProblemError) || error.status >= 500

const WAITS = [500, 1500]

/** Tries again by itself a little, never at the same moment as everybody else. Whoever is offline hears it at once. */
export async function patiently<T>(work: () => Promise<T>, waits = WAITS): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const [wait, ...rest] = waits
    if (!wait || !isPassing(error) || navigator.onLine === false) throw error
    await new Promise((done) => setTimeout(done, wait * (0.5 + Math.random())))
    return patiently(work, rest)
  }
}

/**
 * Sends the report under the draft's key. When an earlier try did arrive and the person has changed the text since, the
 * key is taken: asking again with the earlier texts finds the report they already have. There is never a second one.
 */
export async function send(body: ReportBody, { key, tried }: Draft): Promise<Sent> {
  const sent = (body: ReportBody) =>
    patiently(() => withProof((proof) => call('submitReport', { body, key, ...proof })))
  try {
    return await sent(body)
  } catch (error) {
    if (!isKeyReused(error)) throw error
    for (const earlier of tried) {
      const receipt = await sent(earlier).catch((problem: unknown) => {
        if (!isKeyReused(problem)) throw problem
      })
      if (receipt) return { ...receipt, isEarlier: true }
    }
    throw error
  }
}

/** While many report, each is asked for some work first; whoever has a phone too old for it reads what to do instead. */
async function withProof<T>(work: (proof: { proof?: string }) => Promise<T>): Promise<T> {
  try {
    return await work({})
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'proof-needed') throw error
    const proof = await import('./proof.ts')
      .then(({ prove }) => prove(error.problem.challenge))
      .catch(() => '')
    if (!proof) throw error
    return work({ proof })
  }
}

/**
 * What a try has said before is said again as it was, photos and all: the key stands for that. What has arrived since is
 * added to the report.
 */
export const asTried = (body: ReportBody, tried: readonly ReportBody[]): ReportBody =>
  tried.find((one) => wordsOf(one) === wordsOf(body)) ?? body
const wordsOf = ({ uploads: _, ...said }: ReportBody) => JSON.stringify(said)

/** Gives files that have arrived to a report; those it has already change nothing. */
export const addUploads = ({ number, pin }: Pick<Receipt, 'number' | 'pin'>, uploads: string[]) =>
  patiently(() => call('addUploads', { params: { number }, body: { pin, uploads } }))

const isKeyReused = (error: unknown) => error instanceof ProblemError && error.code === 'key-reused'

import { isConfidential } from '../../lib/report/categories.ts'
import { LANGUAGES, type Language } from '../shared/speak.ts'
import { type Draft, EMPTY, type Start } from './draft.ts'
import type { Receipt } from './send.ts'

/** What the phone keeps. A browser may refuse to keep anything (private window, full): then nothing is kept, and that is all. */

const PREFIX = 'fenghuang.draft.'
const WEEK = 7 * 24 * 3_600_000

function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** One draft per code: what was begun at one door is not continued at another. Drafts older than a week go. */
export function loadDraft({ token }: Start): Draft {
  quietly(() => {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
      const { at = 0 } = quietly(() => JSON.parse(localStorage.getItem(key)!) as Draft) ?? {}
      if (Date.now() - at > WEEK) localStorage.removeItem(key)
    }
  })
  return { ...EMPTY, ...quietly(() => JSON.parse(localStorage.getItem(PREFIX + token) ?? '{}') as Draft) }
}

/** What is said about an official is kept nowhere, and neither is what was there before. */
export const saveDraft = ({ token }: Start, draft: Draft) =>
  quietly(() =>
    draft.category && isConfidential({ category: draft.category })
      ? localStorage.removeItem(PREFIX + token)
      : localStorage.setItem(PREFIX + token, JSON.stringify(draft)),
  )

export const eraseDraft = ({ token }: Start) => quietly(() => localStorage.removeItem(PREFIX + token))

/** Number and PIN outlive a reload but not the tab: the next person with this phone must not find them. */
export const saveReceipt = (receipt: Receipt) =>
  quietly(() => sessionStorage.setItem('fenghuang.receipt', JSON.stringify(receipt)))
export const loadReceipt = () =>
  quietly(() => JSON.parse(sessionStorage.getItem('fenghuang.receipt') ?? 'null') as Receipt | null) ??
  undefined
export const eraseReceipt = () => quietly(() => sessionStorage.removeItem('fenghuang.receipt'))

export const loadLanguage = (): Language =>
  LANGUAGES.find((language) => language === quietly(() => localStorage.getItem('fenghuang.language'))) ?? 'zh'
export const saveLanguage = (language: Language) =>
  quietly(() => localStorage.setItem('fenghuang.language', language))

export const loadElder = () => quietly(() => localStorage.getItem('fenghuang.elder')) === 'yes'
export const saveElder = (isElder: boolean) =>
  quietly(() =>
    isElder ? localStorage.setItem('fenghuang.elder', 'yes') : localStorage.removeItem('fenghuang.elder'),
  )

/** Old phones lack randomUUID, and so does a page that was not opened over https. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    `0${byte.toString(16)}`.slice(-2),
  ).join('')
}

import type * as z from 'zod/mini'
import type { Place } from '../../lib/contracts/answers.ts'
import type { ReportForm as Form } from '../../lib/contracts/forms.ts'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import { CATEGORIES, type Category } from '../../lib/report/categories.ts'
import type { FieldError } from '../shared/api.ts'
import type { Language } from '../shared/speak.ts'
import { type Words, zh } from './words.ts'

/** What the page is opened with: the token in its address and the place it stands for. */
export type Start = { token: string; place: z.output<typeof Place> }

export type ReportBody = z.input<typeof Form>

/** The resident's answers as typed. Kept on the phone at each key, so that neither a call nor a dead battery costs a word. */
export type Draft = {
  /** Made once: every try to send this draft carries it, so that all of them are one report. */
  key: string
  at: number
  category?: Category
  isElsewhere: boolean
  place: string
  point?: { lat: number; lng: number; metres: number } | undefined
  words: string
  phone: string
  name: string
  wish: 'reply' | 'no_reply'
  /** What was sent under `key` without an answer: if the draft was changed since, one of these may be the report. */
  tried: ReportBody[]
}

export const EMPTY: Draft = {
  key: '',
  at: 0,
  isElsewhere: false,
  place: '',
  words: '',
  phone: '',
  name: '',
  wish: 'reply',
  tried: [],
}

/** One question per page, in the order they are asked. */
export const QUESTIONS = ['what', 'where', 'tell', 'contact'] as const
export type Question = (typeof QUESTIONS)[number]
export type Step = Question | 'check' | 'done' | 'follow' | 'integrity'

/** Whether "here" can be chosen: the code is ours and nobody said the matter is somewhere else. */
export const isHere = (draft: Draft, { place }: Start) => place.known && !draft.isElsewhere

/** Full-width digits, spaces, dashes and +86 are how people write a number; none of it is an error. */
export function plainPhone(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/[\s\-+()]/g, '')
  return /^(0086|86)1\d{10}$/.test(digits) ? digits.slice(-11) : digits
}

/** Whoever says "somewhere else" must not be routed by the code; a code we cannot read is sent along, to be flagged. */
export function bodyOf(draft: Draft, start: Start): ReportBody {
  const { category, point, wish } = draft
  const [words, place, name] = [draft.words.trim(), draft.place.trim(), draft.name.trim()]
  const phone = plainPhone(draft.phone)
  const here = isHere(draft, start)
  return {
    category: category!,
    words,
    wish,
    ...((here || !start.place.known) && { token: start.token.slice(0, 200) }),
    ...(place && { place }),
    ...(point && !here && { point: { lat: point.lat, lng: point.lng, datum: 'wgs84' } }),
    ...((phone || name) && { contact: { ...(phone && { phone }), ...(name && { name }) } }),
  }
}

/** The same rules and the same words as the server's; it looks again. */
export function errorsOf(
  question: Question,
  draft: Draft,
  start: Start,
  language: Language,
  t: Words,
): FieldError[] {
  const { category, words, contact, place } = bodyOf(draft, start)
  const said = (pointer: string, word: keyof typeof FIELD_WORDS) => ({
    pointer,
    message: FIELD_WORDS[word][language],
  })
  const nowhere = { pointer: '/place', message: t.placeMissing }
  const found = {
    what: [!(category && category in CATEGORIES) && said('/category', 'category-unknown')],
    where: [
      !isHere(draft, start) && !place && !draft.point && nowhere,
      (place ?? '').length > 200 && said('/place', 'place-long'),
    ],
    tell: [
      words.length < 5 && said('/words', 'words-short'),
      words.length > 2000 && said('/words', 'words-long'),
    ],
    contact: [
      contact?.phone && !/^1\d{10}$/.test(contact.phone) && said('/contact/phone', 'phone-wrong'),
      (contact?.name ?? '').length > 30 && said('/contact/name', 'name-long'),
    ],
  }[question]
  return found.filter((error) => !!error)
}

/** The page on which a field is asked for. */
export function questionOf(pointer: string): Question | undefined {
  if (pointer === '/category') return 'what'
  if (pointer === '/words') return 'tell'
  if (/^\/(place|point|token)/.test(pointer)) return 'where'
  return /^\/(contact|wish)/.test(pointer) ? 'contact' : undefined
}

/** An address or the back button may ask for a page that makes no sense yet, or no longer. */
export function openStep(wanted: string, draft: Draft, start: Start, hasReceipt: boolean): Step {
  if (wanted === 'follow' || wanted === 'integrity') return wanted
  if (hasReceipt) return 'done'
  const missing = QUESTIONS.find((question) => errorsOf(question, draft, start, 'zh', zh).length > 0)
  const reached = missing ? QUESTIONS.indexOf(missing) : QUESTIONS.length
  const index = QUESTIONS.indexOf(wanted as Question)
  if (wanted === 'check' || index > reached) return missing ?? 'check'
  return index < 0 ? 'what' : QUESTIONS[index]!
}

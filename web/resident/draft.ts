import type * as z from 'zod/mini'
import type { Place } from '../../lib/contracts/answers.ts'
import { FORM_WORDS } from '../../lib/contracts/form-words.ts'
import type { ReportForm as Form } from '../../lib/contracts/forms.ts'
import type { AnswerOf } from '../../lib/contracts/http.ts'
import { CATEGORIES, type Category, isConfidential } from '../../lib/report/categories.ts'
import { CONSENT_VERSION } from '../../lib/report/consent.ts'
import { type Answers, knownAnswers } from '../../lib/report/questions.ts'
import type { FieldError } from '../shared/api.ts'
import type { Language } from '../shared/speak.ts'
import type { Kept } from './photos-tray.ts'
import type { Receipt } from './send.ts'
import { type Words, zh } from './words.ts'

export type Similar = AnswerOf<'findSimilar'>['items'][number]

/** What the page is opened with: the token in its address, empty without a code, and the place it stands for. */
export type Start = { token: string; place: z.output<typeof Place>; posted?: Posted }

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
  /** Picked from the directory. */
  grid?: { id: string; name: string } | undefined
  answers: Answers
  words: string
  phone: string
  name: string
  wish: 'reply' | 'no_reply'
  /** Photos and voice that have arrived; the server keeps them for a day. */
  uploads: Kept[]
  /** What was sent under `key` without an answer: if the draft was changed since, one of these may be the report. */
  tried: ReportBody[]
  /** The person has pressed "send" and nobody has answered: it goes by itself once there is a network. */
  isQueued?: boolean
}

/** Where a browser without script is, and what it has said so far: it comes back with each page. */
export type Posted = {
  step: Step
  draft: Draft
  errors: FieldError[]
  language: Language
  isElder: boolean
  similar: Similar[]
  receipt?: Receipt
  follow?: { number: string; pin: string; report?: AnswerOf<'openReport'>; notice?: string }
}

export const EMPTY: Draft = {
  key: '',
  at: 0,
  isElsewhere: false,
  place: '',
  answers: {},
  words: '',
  phone: '',
  name: '',
  wish: 'reply',
  uploads: [],
  tried: [],
}

/** One question per page, in the order they are asked. */
export const QUESTIONS = ['what', 'where', 'tell', 'contact'] as const
export type Question = (typeof QUESTIONS)[number]
export const STEPS = [...QUESTIONS, 'similar', 'check', 'callback', 'done', 'follow', 'integrity'] as const
export type Step = (typeof STEPS)[number]

/** Confidential matters have no place to scan or pick: whoever is meant is said in words. */
export const questionsFor = ({ category }: Draft): readonly Question[] =>
  category && isConfidential({ category }) ? QUESTIONS.filter((question) => question !== 'where') : QUESTIONS

/** Whether "here" can be chosen: the code is ours and nobody said the matter is somewhere else. */
export const isHere = (draft: Draft, { place }: Start) => place.known && !draft.isElsewhere

/** Full-width digits, spaces, dashes and +86 are how people write a number; none of it is an error. */
export function plainPhone(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/[\s\-+()]/g, '')
  return /^(0086|86)1\d{10}$/.test(digits) ? digits.slice(-11) : digits
}

/** Whoever says "somewhere else" must not be routed by the code; a code we cannot read is sent along, to be flagged. */
export function bodyOf(draft: Draft, start: Start): ReportBody {
  const { category, wish, uploads } = draft
  const words = draft.words.trim()
  const name = draft.name.trim()
  const phone = plainPhone(draft.phone)
  const answers = category ? knownAnswers(category, draft.answers) : {}
  return {
    category: category!,
    words,
    wish,
    consent: CONSENT_VERSION,
    ...(!(category && isConfidential({ category })) && placeOf(draft, start)),
    ...(Object.keys(answers).length > 0 && { answers }),
    ...((phone || name) && { contact: { ...(phone && { phone }), ...(name && { name }) } }),
    ...(uploads.length > 0 && { uploads: uploads.map(({ token }) => token) }),
  }
}

function placeOf(draft: Draft, start: Start): Pick<ReportBody, 'token' | 'place' | 'point' | 'grid'> {
  const { point, grid, place: written } = draft
  const here = isHere(draft, start)
  const place = written.trim()
  return {
    ...((here || !start.place.known) && start.token && { token: start.token.slice(0, 200) }),
    ...(place && { place }),
    ...(grid && !here && { grid: grid.id }),
    ...(point && !here && { point: { lat: point.lat, lng: point.lng, datum: 'wgs84' } }),
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
  const said = (pointer: string, word: keyof typeof FORM_WORDS) => ({
    pointer,
    message: FORM_WORDS[word][language],
  })
  const nowhere = { pointer: '/place', message: t.placeMissing }
  const found = {
    what: [!(category && category in CATEGORIES) && said('/category', 'category-unknown')],
    where: [
      !isHere(draft, start) && !place && !draft.point && !draft.grid && nowhere,
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

/** A call-back needs a number to call. */
export const phoneMissing = (language: Language): FieldError => ({
  pointer: '/contact/phone',
  message: FORM_WORDS['phone-missing'][language],
})

/** The page on which a field is asked for. */
export function questionOf(pointer: string): Question | undefined {
  if (pointer === '/category') return 'what'
  if (/^\/(words|answers)/.test(pointer)) return 'tell'
  if (/^\/(place|point|token|grid)/.test(pointer)) return 'where'
  return /^\/(contact|wish)/.test(pointer) ? 'contact' : undefined
}

/** An address or the back button may ask for a page that makes no sense yet, or no longer. */
export function openStep(wanted: string, draft: Draft, start: Start, hasReceipt: boolean): Step {
  if (wanted === 'follow' || wanted === 'integrity') return wanted
  if (hasReceipt) return 'done'
  if (wanted === 'callback') return wanted
  const questions = questionsFor(draft)
  const missing = questions.find((question) => errorsOf(question, draft, start, 'zh', zh).length > 0)
  const reached = missing ? questions.indexOf(missing) : questions.length
  const index = questions.indexOf(wanted === 'similar' ? 'tell' : (wanted as Question))
  if (wanted === 'check' || index > reached) return missing ?? 'check'
  if (wanted === 'similar') return wanted
  return index < 0 ? 'what' : questions[index]!
}

/** What comes after a question that is answered. */
export const stepAfter = (question: Question, draft: Draft): Step => {
  const questions = questionsFor(draft)
  return questions[questions.indexOf(question) + 1] ?? 'check'
}

/** What the page must remember of a report to word its receipt. */
export const toldOf = (
  { category, words, wish, contact }: ReportBody,
  draft: Draft,
  start: Start,
  t: Words,
) => ({
  isCalled: wish === 'reply' && !!contact?.phone,
  isHere: isHere(draft, start),
  isCallback: words === t.callbackWords,
  isConfidential: isConfidential({ category }),
})

/** Three taps for whoever would rather talk: the words are ours, the number is theirs. */
export const callbackDraft = (draft: Draft, t: Words): Draft => ({
  ...draft,
  category: 'question',
  words: t.callbackWords,
  wish: 'reply',
})

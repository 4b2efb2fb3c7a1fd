import { ReportForm } from '../../lib/contracts/forms.ts'
import type { AnswerOf, Page, RequestOf } from '../../lib/contracts/http.ts'
import { type BuiltFiles, htmlPage } from '../../lib/platform/files.ts'
import { type Caller, checked, refusalIn } from '../../lib/platform/http.ts'
import { CATEGORIES, type Category } from '../../lib/report/categories.ts'
import * as drafts from '../../web/resident/draft.ts'
import { type Manifest, renderPage } from '../../web/resident/page.tsx'
import { draftFrom } from '../../web/resident/posted.ts'
import type { Receipt } from '../../web/resident/send.ts'
import { zh } from '../../web/resident/words.ts'
import { en } from '../../web/resident/words-en.ts'
import { type PostFollow, postFollow } from './post-follow.ts'
import { formHeaders, receiptCookie } from './show-form.ts'

export type Posting = PostFollow & {
  resolve(request: { params: { token: string } }): Promise<AnswerOf<'resolveCode'>>
  files: Pick<BuiltFiles, 'manifest'>
  uploadOrigin?: string
  submit(request: RequestOf<'submitReport'>, caller: Caller): Promise<AnswerOf<'submitReport'>>
  similar(request: Pick<RequestOf<'findSimilar'>, 'body'>): Promise<AnswerOf<'findSimilar'>>
  support(
    request: Pick<RequestOf<'supportReport'>, 'params'>,
    caller: Pick<Caller, 'key' | 'requestId'>,
  ): Promise<AnswerOf<'supportReport'>>
  newId(): string
}

type Turn = { fields: URLSearchParams; start: drafts.Start; posted: drafts.Posted; caller: Caller }
/** The next page to draw, or what was received: that has a page of its own to go to. */
type Next = Partial<drafts.Posted> | Receipt

/**
 * The form for browsers without script: each page sends what it asks and carries the rest along; the same rules, words and
 * pages as with script. Once a report is received the answer is a redirect, so that reloading sends nothing again.
 */
export const postForm = (posting: Posting) => {
  let manifest: Manifest | undefined
  return async ({ params }: RequestOf<'postForm'>, caller: Caller): Promise<Page> => {
    manifest ??= posting.files.manifest<Manifest>()
    const headers = formHeaders(manifest, posting.uploadOrigin)
    const token = params.token ?? ''
    const fields = caller.form()
    const place = token ? await posting.resolve({ params: { token } }) : { known: false, revoked: false }
    const start = { token, place }
    const posted = postedFrom(fields, posting.newId)
    const next = await turn({ fields, start, posted, caller }, posting)
    if ('number' in next)
      return {
        status: 303,
        headers: { ...headers, location: pathOf(token) },
        body: '',
        cookies: [receiptCookie(next)],
      }
    const page = renderPage({ ...start, posted: { ...posted, ...next } }, manifest)
    return htmlPage(page, headers, caller.header('accept-encoding'))
  }
}

/** Made from the token, not copied from the address: no header holds what somebody typed, be it half a character. */
const pathOf = (token: string) => (token ? `/q/${encodeURIComponent(token.toWellFormed())}` : '/report')

function postedFrom(fields: URLSearchParams, newId: () => string): drafts.Posted {
  const draft = draftFrom(fields)
  const size = fields.get('size')
  return {
    step: drafts.STEPS.find((step) => step === fields.get('step')) ?? 'what',
    draft: { ...draft, key: draft.key || newId() },
    errors: [],
    language: (fields.get('language') ?? fields.get('lang')) === 'en' ? 'en' : 'zh',
    isElder: (size ?? fields.get('elder')) === 'yes',
    similar: [],
  }
}

async function turn(at: Turn, posting: Posting): Promise<Next> {
  const { fields, start, posted } = at
  const { draft, step } = posted
  const go = fields.get('go')
  if (fields.has('language') || fields.has('size')) return {}
  if (go !== null) return { step: drafts.openStep(go, draft, start, false), follow: undefined as never }
  const suggested = fields.get('suggested')
  if (suggested && Object.hasOwn(CATEGORIES, suggested))
    return { draft: { ...draft, category: suggested as Category, answers: {} } }
  if (step === 'follow') return postFollow(posting, at)
  if (step === 'similar') return joinOr(at, posting)
  if (step === 'callback') return callBack(at, posting)
  if (step === 'check') return send(at, posting, draft)
  return advance(at, posting)
}

const words = ({ posted }: Turn) => (posted.language === 'en' ? en : zh)
const errorsIn = (at: Turn, question: drafts.Question, draft: drafts.Draft) =>
  drafts.errorsOf(question, draft, at.start, at.posted.language, words(at))

async function advance(at: Turn, { similar }: Posting): Promise<Next> {
  const { draft, step } = at.posted
  const question = step === 'integrity' ? 'what' : drafts.QUESTIONS.find((one) => one === step)
  if (!question) return { step: 'what' }
  const errors = errorsIn(at, question, draft)
  if (errors.length > 0) return { errors }
  const next = drafts.stepAfter(question, draft)
  if (question !== 'where') return { step: next }
  const { category, token, point } = drafts.bodyOf(draft, at.start)
  const { items } = await similar({ body: { category, token, point } as never })
  return items.length > 0 ? { step: 'similar', similar: items } : { step: next }
}

async function joinOr(at: Turn, { support }: Posting): Promise<Next> {
  const { fields, posted, caller } = at
  const number = fields.get('support')
  if (!number) return { step: 'tell' }
  const by = { key: posted.draft.key, requestId: caller.requestId }
  try {
    const joined = await support({ params: { number } }, by)
    return { ...joined, provisional: false, isCalled: false, isHere: true, isSupporter: true }
  } catch (error) {
    const { title: message } = refusalIn(error, posted.language)
    return { step: 'tell', errors: [{ pointer: '/words', message }] }
  }
}

async function callBack(at: Turn, posting: Posting): Promise<Next> {
  const draft = drafts.callbackDraft(at.posted.draft, words(at))
  const missing = drafts.plainPhone(draft.phone) ? [] : [drafts.phoneMissing(at.posted.language)]
  const errors = [...missing, ...errorsIn(at, 'where', draft), ...errorsIn(at, 'contact', draft)]
  return errors.length > 0 ? { errors } : send(at, posting, draft)
}

async function send(at: Turn, { submit }: Posting, draft: drafts.Draft): Promise<Next> {
  const { start, caller } = at
  const wrong = drafts.questionsFor(draft).find((question) => errorsIn(at, question, draft).length > 0)
  if (wrong) return { step: wrong, errors: errorsIn(at, wrong, draft) }
  try {
    const body = checked(ReportForm, drafts.bodyOf(draft, start), at.posted.language)
    const { flags: _, ...receipt } = await submit({ body } as never, { ...caller, key: draft.key })
    return { ...receipt, ...drafts.toldOf(body, draft, start, words(at)) }
  } catch (error) {
    return refused(at, error)
  }
}

/** Said at the field where one is to blame, on its page; else above the button. */
function refused({ posted: { language } }: Turn, error: unknown): Pick<drafts.Posted, 'errors' | 'step'> {
  const { title, errors = [{ pointer: '/send', message: title }] } = refusalIn(error, language)
  const pages = errors.map(({ pointer }) => drafts.questionOf(pointer))
  return { errors, step: pages.find((page) => page) ?? 'check' }
}

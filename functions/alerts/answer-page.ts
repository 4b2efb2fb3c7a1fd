import { createHash } from 'node:crypto'
import type { AnswerMove } from '../../lib/alerts/links.ts'
import type { Page } from '../../lib/contracts/http.ts'
import { type Instant, wallClock } from '../../lib/kernel/instant.ts'
import type { Caller, Language, RefusalPage } from '../../lib/platform/http.ts'
import { CATEGORIES } from '../../lib/report/categories.ts'
import { MOVES } from '../../lib/report/moves.ts'
import { deadlineOf, type Report } from '../../lib/report/report.ts'
import type { Ask } from '../../lib/report/statuses.ts'
import { ROLE_WORDS, type Role } from '../../lib/staff/staff.ts'

/** What a link leads to, as it stands. `done` comes with when and in which post. */
export type AnswerView = { report: Report; place?: string | undefined; move: AnswerMove } & (
  | { state: 'open' | 'signed-out'; token: string }
  | { state: 'done'; at: Instant; role: string }
  | { state: 'overtaken' }
)

const T = {
  number: { zh: '编号', en: 'Number' },
  category: { zh: '类别', en: 'Category' },
  place: { zh: '地点', en: 'Place' },
  due: { zh: '时限', en: 'Due' },
  unplaced: { zh: '地点待核实', en: 'Place to be verified' },
  confirm: { zh: '确认', en: 'Confirm' },
  signIn: { zh: '登录后确认', en: 'Sign in to confirm' },
  signInWhy: {
    zh: '这个链接发在群里，请先登录，以便记下是谁办的。',
    en: 'This link was posted to a group: sign in, so that the history says who acted.',
  },
  done: { zh: '已记录', en: 'Recorded' },
  overtaken: {
    zh: '情况已经变了，这个链接不再适用。下面是现在的情况。',
    en: 'Things have moved on; this link no longer applies. Below is how it stands now.',
  },
  console: { zh: '到工作台查看', en: 'Open in the console' },
  refused: { zh: '没有办成', en: 'Not done' },
} as const
const ASK_WORDS: Partial<Record<Ask, { zh: string; en: string }>> = {
  days: { zh: '再要几天', en: 'How many more days' },
  reason: { zh: '原因', en: 'Reason' },
}

/** The page of one answer: works without script, loads nothing, tells nothing but number, category, place and deadline. */
export function answerPage(view: AnswerView, { language }: Pick<Caller, 'language'>): Page {
  const { report, place, move } = view
  const say = (words: { zh: string; en: string }) => words[language]
  const dueAt = deadlineOf(report)
  const facts = [
    [T.number, report.number],
    [T.category, say(CATEGORIES[report.category])],
    [T.place, place ?? say(T.unplaced)],
    ...(dueAt ? ([[T.due, wallClock(dueAt)]] as const) : []),
  ] as const
  const list = facts.map(([name, value]) => `<dt>${say(name)}</dt><dd>${escaped(value)}</dd>`).join('')
  const console = `<p><a href="/console/reports/${encodeURIComponent(report.id)}">${say(T.console)}</a></p>`
  return htmlOf({
    status: 200,
    language,
    title: say(MOVES[move]),
    body: `<dl>${list}</dl>${stateOf(view, language)}${view.state === 'open' ? '' : console}`,
  })
}

function stateOf(view: AnswerView, language: Language): string {
  const { state, move } = view
  const name = MOVES[move][language]
  if (state === 'overtaken') return `<p role="status">${T.overtaken[language]}</p>`
  if (state === 'done') {
    const post = ROLE_WORDS[view.role as Role]?.[language] ?? ''
    const mark = `${T.done[language]}：${name}`
    return `<p role="status" class="done">${mark}<small>${wallClock(view.at)} ${escaped(post)}</small></p>`
  }
  const path = `/a/${encodeURIComponent(view.token)}`
  if (state === 'signed-out') {
    const signIn = `/api/session/sign-in?returnTo=${encodeURIComponent(path)}`
    return `<p>${T.signInWhy[language]}</p><p><a class="button" href="${signIn}">${T.signIn[language]}</a></p>`
  }
  const fields = MOVES[move].asks.map((ask) => fieldFor(ask, language)).join('')
  const token = `<input type="hidden" name="token" value="${escaped(view.token)}">`
  const button = `<button>${T.confirm[language]}：${name}</button>`
  return `<form method="post" action="${path}">${token}${fields}${button}</form>`
}

function fieldFor(ask: Ask, language: Language): string {
  const label = ASK_WORDS[ask]?.[language] ?? ask
  const input =
    ask === 'days'
      ? '<input type="number" name="days" required min="1" max="999" inputmode="numeric">'
      : `<textarea name="${ask}" required maxlength="2000" rows="3"></textarea>`
  return `<label>${label}${input}</label>`
}

/** A refusal as the same kind of page; the code is there for whoever is asked for help. */
export const refusalPage: RefusalPage = ({ code, status, words, language }) =>
  htmlOf({
    status,
    language,
    title: T.refused[language],
    body: `<p role="alert" data-code="${code}">${words}</p><p><a href="/console">${T.console[language]}</a></p>`,
  })

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

const STYLE = `*{box-sizing:border-box}
body{margin:0;background:#f5f3f0;color:#222;font:18px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:30rem;margin:0 auto;padding:1.5rem 1rem}
h1{font-size:1.5rem;margin:0 0 1rem;color:#9c1c15}
dl{display:grid;grid-template-columns:auto 1fr;gap:.3rem 1rem;margin:0 0 1.5rem;padding:1rem;background:#fff;border-radius:.5rem}
dt{color:#595959}dd{margin:0;overflow-wrap:anywhere}
label{display:block;margin:0 0 1rem}
input[type=number],textarea{display:block;width:100%;min-height:3rem;padding:.5rem;border:1px solid #767676;border-radius:.4rem;font:inherit}
button,.button{display:block;width:100%;min-height:3.5rem;padding:.8rem;border:0;border-radius:.5rem;background:#9c1c15;color:#fff;font:inherit;font-size:1.25rem;text-align:center;text-decoration:none;cursor:pointer}
a{color:#9c1c15}.done{font-size:1.25rem;color:#1b5e20}small{display:block;color:#595959;font-size:1rem}
:focus-visible{outline:3px solid #1a4fa0;outline-offset:2px}`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** `same-origin`: with no referrer at all browsers would not say where the form was sent from. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
  'cache-control': 'no-store',
}

type Html = { status: number; language: Language; title: string; body: string }

function htmlOf({ status, language, title, body }: Html): Page {
  const html = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · 凤凰家</title><style>${STYLE}</style>
<main><h1>${title}</h1>${body}</main></html>`
  return { status, headers: HEADERS, body: html }
}

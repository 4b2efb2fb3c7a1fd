import { type Instant, wallClock } from '../kernel/instant.ts'
import { CATEGORIES } from '../report/categories.ts'
import { MOVES } from '../report/moves.ts'
import type { ClockName, Level } from '../sla/policy.ts'
import { CLOCK_WORDS, LEVEL_WORDS } from '../sla/words.ts'
import { ROLE_WORDS } from '../staff/staff.ts'
import type { Said } from './alert.ts'
import { PHRASES } from './phrases.ts'

export type Language = 'zh' | 'en'
/** A line of a digest and where it leads. */
export type Item = { words: string; link?: string | undefined }
/**
 * `button`: what stands on the link. `actions`: what can be answered at once, each behind a link of its own. `items`: of a
 * digest, what it tells of; it has no actions, for three links to each event would leave room for a third of them.
 */
export type Words = {
  title: string
  lines: string[]
  link?: string
  button: string
  actions?: readonly { label: string; url: string }[]
  items?: readonly Item[]
}
/** In which language, and where the links lead. */
export type Speech = { publicUrl: string; language?: Language | undefined }

/** What a group reads. Numbers, names of places and posts, times on the wall in Shanghai, and where to act: no person. */
export function wordsOf(alert: Said, { publicUrl, language = 'zh' }: Speech): Words {
  const say = PHRASES[language]
  const button = say.open
  if (alert.type === 'campaign.slice') {
    // Written and approved by two members of staff, so it goes out as it stands, formatting included.
    return { title: alert.data.title, lines: [alert.data.text], button }
  }
  if (alert.type === 'webhook.test') return { title: say.test, lines: [...say.testLines], button }
  if (alert.type === 'webhook.disabled') {
    const { why, since } = alert.data
    const lines = [alert.place ?? say.noName, say.disabledWhy[why], `${say.since} ${wallClock(since)}`]
    return { title: say.disabled, lines, link: `${publicUrl}/console/endpoints`, button }
  }
  if (alert.type === 'team.vacant') {
    const { role, since, rules } = alert.data
    const title = `${say.vacant} ${alert.place ?? ''}`.trim()
    const named = rules ? [say.vacantRules(rules.join(language === 'zh' ? '、' : ', '))] : []
    const lines = [...say.vacantLines(ROLE_WORDS[role][language], wallClock(since)), ...named]
    return { title, lines, button }
  }
  if (alert.type === 'calendar.horizon') {
    const { until, days } = alert.data
    const lines = say.horizonLines(until, days)
    return { title: say.horizon, lines, link: `${publicUrl}/console/calendar`, button }
  }
  const { number, category, dueAt } = alert.data
  const { title, line, due } = spoken(alert, language)
  return {
    title: `${title} ${number}`,
    lines: [
      `${CATEGORIES[category][language]} · ${alert.place ?? say.noPlace}`,
      line,
      ...('asked' in alert.data && alert.data.asked
        ? [PHRASES[language].asked(ROLE_WORDS[alert.data.asked][language])]
        : []),
      ...(dueAt ? [`${due} ${wallClock(dueAt)}`] : []),
    ],
    link: `${publicUrl}/console/reports/${alert.subject}`,
    button,
  }
}

type AboutReport = Extract<Said, { type: `report.${string}` }>

function spoken(alert: AboutReport, language: Language): { title: string; line: string; due: string } {
  const say = PHRASES[language]
  switch (alert.type) {
    case 'report.moved':
      return { title: say.moved, line: MOVES[alert.data.move][language], due: say.due }
    case 'report.escalated':
      return alert.data.why === 'class'
        ? { title: say.given, line: givenWords(alert.data, language), due: say.due }
        : { title: say.climbed, line: climbWords(alert.data, language), due: say.newDue }
    case 'report.warned':
      return {
        title: say.warned,
        line: say.warnedLine(CLOCK_WORDS[alert.data.clock][language]),
        due: say.due,
      }
    case 'report.rescheduled': {
      const { clock, why, was } = alert.data
      const name = CLOCK_WORDS[clock][language]
      const line = why === 'resumed' ? say.resumed(name) : say.recounted(name, was && wallClock(was))
      return { title: say.rescheduled, line, due: say.newDue }
    }
  }
}

type Climb = { clock: ClockName; from: Level; to: Level | 'nobody'; missedAt: Instant }

function givenWords({ to }: { to: Level | 'nobody' }, language: Language): string {
  return PHRASES[language].givenLine(LEVEL_WORDS[to === 'nobody' ? 'county' : to][language].toLowerCase())
}

function climbWords({ clock, from, to, missedAt }: Climb, language: Language): string {
  const { missed, raised, passed, nobodyAbove } = PHRASES[language]
  const level = (one: Level) => LEVEL_WORDS[one][language].toLowerCase()
  const late = missed(CLOCK_WORDS[clock][language], wallClock(missedAt), level(from))
  if (to === from) return `${late}${passed}`
  return `${late}${to === 'nobody' ? nobodyAbove : raised(level(from), level(to))}`
}

/** At most `max` bytes of UTF-8. Cut between characters, never inside one, and the cut is shown. */
export function cutToBytes(text: string, max: number): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= max) return text
  let end = max - MORE_BYTES
  while (end > 0 && (bytes[end]! & 0b1100_0000) === 0b1000_0000) end--
  return `${new TextDecoder().decode(bytes.subarray(0, end))}…`
}
const MORE_BYTES = 3

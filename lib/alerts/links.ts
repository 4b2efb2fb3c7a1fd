import type { HistoryEntry } from '../contracts/state.ts'
import { DAY, type Instant, instant, isBefore, later, MINUTE, msOf } from '../kernel/instant.ts'
import { type Move, openMoves } from '../report/moves.ts'
import { type Said, sequenceOf } from './alert.ts'

/** What can be answered from a chat, each with the letter that stands for it in a link: links are out there, so a letter keeps its meaning. */
const LETTERS = { k: 'acknowledge', a: 'accept', e: 'ask-extension' } as const satisfies Record<string, Move>
export type AnswerMove = (typeof LETTERS)[keyof typeof LETTERS]
export const ANSWER_MOVES: readonly AnswerMove[] = Object.values(LETTERS)

/** After a long weekend a link asks nobody to act on what is over; the console is where things stand. */
const KEPT = 3 * DAY

/**
 * A link that does one thing to one report as it was at `version`, until `expiresAt`. With `staffId` whoever holds the link
 * acts as that person; without, it was posted to a group and whoever opens it signs in first.
 */
export type ActionLink = {
  move: AnswerMove
  reportId: string
  version: number
  expiresAt: Instant
  staffId?: string
}

/** What a token signs: ids and numbers only, the same for the same alert and person however often it is sent. */
export function writeClaims({ move, reportId, version, expiresAt, staffId = '' }: ActionLink): string {
  const letter = Object.entries(LETTERS).find(([, one]) => one === move)![0]
  const minute = Math.floor(msOf(expiresAt) / MINUTE)
  return [letter, reportId, version.toString(36), minute.toString(36), staffId].join('.')
}

/** The inverse, for claims whose signature held; undefined for a letter that a later version gave out. */
export function readLink(claims: string): ActionLink | undefined {
  const [letter = '', reportId = '', version = '', minute = '', ...staff] = claims.split('.')
  const staffId = staff.join('.')
  if (!Object.hasOwn(LETTERS, letter)) return undefined
  return {
    move: LETTERS[letter as keyof typeof LETTERS],
    reportId,
    version: Number.parseInt(version, 36),
    expiresAt: instant(Number.parseInt(minute, 36) * MINUTE),
    ...(staffId && { staffId }),
  }
}

export const isExpired = ({ expiresAt }: ActionLink, now: Instant): boolean => !isBefore(now, expiresAt)

export type Linking = { publicUrl: string; sign(claims: string): string; staffId?: string }

/** The links a message about a report carries: one per answer that makes sense now. Campaigns and what is over ask for none. */
export function actionLinks(
  alert: Said,
  { publicUrl, sign, staffId }: Linking,
): { move: AnswerMove; url: string }[] {
  const version = Math.floor(sequenceOf(alert) / 100)
  const link = { reportId: alert.subject, version, expiresAt: later(alert.at, KEPT) }
  return answersTo(alert).map((move) => {
    const claims = writeClaims({ ...link, move, ...(staffId && { staffId }) })
    return { move, url: `${publicUrl}/a/${sign(claims)}` }
  })
}

function answersTo(alert: Said): readonly AnswerMove[] {
  if (alert.type === 'report.escalated') return ANSWER_MOVES
  if (alert.type === 'report.warned') return ['accept', 'ask-extension']
  if (alert.type !== 'report.moved') return []
  const open = openMoves(alert.data.to, 'staff')
  // Only an alert is acknowledged.
  return ANSWER_MOVES.filter((move) => move !== 'acknowledge' && open.includes(move))
}

/** As much of a line of history as a link's standing depends on. */
export type LineSince = Pick<HistoryEntry, 'seq' | 'what' | 'from' | 'to' | 'via'>

/**
 * Whether what was asked can still be answered. `done` names the line that this very link (or chat message) wrote: history
 * is the record that it was used, written with its effect in one put. A link is overtaken once the report has moved on or
 * climbed since; somebody else's word that changed neither leaves it as it was.
 */
export function standingOf<Line extends LineSince>(
  { version }: Pick<ActionLink, 'version'>,
  via: string,
  history: readonly Line[],
): { done: Line } | 'overtaken' | 'open' {
  const since = history.filter(({ seq }) => seq > version)
  const done = since.find((line) => line.via === via)
  if (done) return { done }
  return since.some(({ what, from, to }) => what === 'escalate' || from !== to) ? 'overtaken' : 'open'
}

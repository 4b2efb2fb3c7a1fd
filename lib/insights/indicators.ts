import { CLASS_OF } from '../report/categories.ts'
import { isLow } from '../report/rating.ts'
import type { Status } from '../report/statuses.ts'
import { type Level, type MatterClass, rankOf } from '../sla/policy.ts'
import type { Story } from './story.ts'

export type Case = Story & { isRepeat: boolean }

/** A share in percent that it should reach, or stay below. */
export type Target = { least: number } | { most: number }

/**
 * `counts`: whether the case is one of those the figure praises or blames; undefined where the question does not arise. So no
 * numerator can exceed its denominator, and the sentence that people read stands beside the rule.
 */
export type Indicator = {
  name: string
  zh: string
  en: string
  definition: { zh: string; en: string }
  /** This platform's default: neither law nor article names one (domain.md §7.8), but for the tenth that is called back (§6.4). */
  target: Target
  counts(one: Case): boolean | undefined
}

/** Counted under another number, taken back, or not ours to do. */
const NOT_TAKEN: readonly Status[] = ['merged', 'cancelled', 'rejected']

const isTaken = ({ status }: Case) => !NOT_TAKEN.includes(status)
const isSettled = ({ status }: Case) => status === 'resolved' || status === 'closed'
const isOverdue = ({ late }: Case) => late.includes('resolve') || late.includes('mediation')
const isUpTo = (level: Level, { settled }: Case) => !!settled && rankOf(settled.level) <= rankOf(level)
const isOver = (one: Case) => isSettled(one) || one.status === 'transferred'
const OF_DISPUTES: readonly MatterClass[] = [
  'dispute',
  'dispute_red',
  'dispute_orange',
  'dispute_yellow',
  'dispute_blue',
  'mediation',
]
const isDispute = (one: Case) => CLASS_OF[one.category] === 'dispute' || OF_DISPUTES.includes(one.class)

/** Each figure once (domain.md §6.15). All are over cases received in the period in the area. */
export const INDICATORS = [
  {
    name: 'response',
    zh: '响应率',
    en: 'Response',
    definition: {
      zh: '受理的件中，在首次联系时限内联系上居民，或者没有超期就直接办结的件。并案、撤回、不予受理的不算。',
      en: 'Of the cases taken, those where somebody was in touch, or settled it, with no first-contact deadline missed. Merged, withdrawn and rejected ones are left out.',
    },
    target: { least: 95 },
    counts: (one) =>
      isTaken(one) ? (!!one.contactedAt || !!one.settled) && !one.late.includes('contact') : undefined,
  },
  {
    name: 'on-time',
    zh: '按时办结率',
    en: 'On time',
    definition: {
      zh: '已办结的和没办结但已经超期的件中，办结且从没错过办结、调解时限的件。',
      en: 'Of the cases settled, and those still open past a deadline, the ones settled without ever missing a deadline to settle or to mediate.',
    },
    target: { least: 95 },
    counts: (one) =>
      isTaken(one) && (isSettled(one) || isOverdue(one)) ? isSettled(one) && !isOverdue(one) : undefined,
  },
  {
    name: 'resolve',
    zh: '解决率',
    en: 'Resolve',
    definition: {
      zh: '受理的件中，现在是办结状态的件；重新办理的、移交的不算解决。',
      en: 'Of the cases taken, those that stand settled; one that came back or was transferred does not.',
    },
    target: { least: 90 },
    counts: (one) => (isTaken(one) ? isSettled(one) : undefined),
  },
  {
    name: 'satisfaction',
    zh: '满意率',
    en: 'Satisfaction',
    definition: {
      zh: '居民评价过的件中，评为“基本满意”及以上的件。',
      en: 'Of the cases their residents rated, those rated “mostly satisfied” or better.',
    },
    target: { least: 90 },
    counts: ({ rating }) => (rating === undefined ? undefined : !isLow(rating)),
  },
  {
    name: 'call-back',
    zh: '回访率',
    en: 'Call-back',
    definition: {
      zh: '办结过的件中，由工作人员回访后关闭的件；到期自动关闭的不算回访。',
      en: 'Of the cases that were settled at some time, those closed by staff after a call; closing by itself is no call.',
    },
    target: { least: 10 },
    counts: ({ settled, calledBackAt }) => (settled ? !!calledBackAt : undefined),
  },
  {
    name: 'repeat',
    zh: '重复率',
    en: 'Repeat',
    definition: {
      zh: '受理的件中，重新办理过的，或者 30 天内在同一街道、同一个二维码、同一类别再次上报的件。没扫码的只看是否重新办理。',
      en: 'Of the cases taken, those reopened, or sent from the same code about the same category within 30 days of one before in the street. Without a code only reopening tells.',
    },
    target: { most: 5 },
    counts: (one) => (isTaken(one) ? !!one.reopenedAt || one.isRepeat : undefined),
  },
  {
    name: 'within-community',
    zh: '小事不出社区',
    en: 'Settled within the community',
    definition: {
      zh: '已办结和已移交的件中，在社区或以下层级办结的件。',
      en: 'Of the cases settled or transferred, those settled at the community’s level or below.',
    },
    target: { least: 80 },
    counts: (one) => (isOver(one) ? isSettled(one) && isUpTo('community', one) : undefined),
  },
  {
    name: 'within-street',
    zh: '大事不出街道',
    en: 'Settled within the street',
    definition: {
      zh: '已办结和已移交的件中，在街道或以下层级办结的件。',
      en: 'Of the cases settled or transferred, those settled at the street’s level or below.',
    },
    target: { least: 95 },
    counts: (one) => (isOver(one) ? isSettled(one) && isUpTo('street', one) : undefined),
  },
  {
    name: 'not-handed-up',
    zh: '矛盾不上交',
    en: 'Disputes not handed up',
    definition: {
      zh: '受理的矛盾纠纷中，从没升级到县级、没有登记为信访、也没有移交的件。移交单位是密文，所以移交信访、法院和移交别的单位都算上交。',
      en: 'Of the disputes taken, those that never reached the county, are not registered as a petition and were not transferred. Which unit is sealed, so any transfer counts as one to the petition office or the court.',
    },
    target: { least: 95 },
    counts: (one) =>
      isTaken(one) && isDispute(one)
        ? one.highest !== 'county' && one.class !== 'petition' && one.status !== 'transferred'
        : undefined,
  },
] as const satisfies readonly Indicator[]

export type IndicatorName = (typeof INDICATORS)[number]['name']

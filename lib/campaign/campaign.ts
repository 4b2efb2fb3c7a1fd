import type { Area } from '../grid/area.ts'
import { type Instant, isBefore } from '../kernel/instant.ts'
import { Problem } from '../kernel/problem.ts'
import type { Outcome } from '../report/report.ts'

/** domain.md §6.12. `running` means: its slot has come and slices are going out. */
export type CampaignStatus = 'draft' | 'review' | 'approved' | 'scheduled' | 'running' | 'done' | 'cancelled'

export type Campaign = {
  id: string
  status: CampaignStatus
  title: string
  text: string
  grids: readonly Area[]
  /** The slot: the moment the grids' groups are to get the text. */
  at: Instant
  authorId: string
  approverId?: string
  createdAt: Instant
  /** How many grids have been handed to delivery, in the order of `grids`. */
  sent: number
}

export type CampaignEvent =
  | { type: 'campaign.launched'; data: { from: number } }
  | { type: 'campaign.slice'; data: { title: string; text: string; grids: Area[]; slot: Instant } }

export type CampaignOutcome = Outcome<Campaign, CampaignEvent>

export const CAMPAIGN_MOVES = {
  submit: { from: ['draft'], to: 'review', zh: '提交审核', en: 'Submit' },
  approve: { from: ['review'], to: 'approved', zh: '审核通过', en: 'Approve' },
  schedule: { from: ['approved'], to: 'scheduled', zh: '排期', en: 'Schedule' },
  cancel: { from: ['draft', 'review', 'approved', 'scheduled'], to: 'cancelled', zh: '取消', en: 'Cancel' },
} as const satisfies Record<
  string,
  { from: readonly CampaignStatus[]; to: CampaignStatus; zh: string; en: string }
>
export type CampaignMove = keyof typeof CAMPAIGN_MOVES
export const CAMPAIGN_MOVE_NAMES = Object.keys(CAMPAIGN_MOVES) as [CampaignMove, ...CampaignMove[]]

/** A slice is what one message carries on: small enough that a function that dies repeats little. */
export const SLICE = 100

export type Plan = Pick<Campaign, 'id' | 'title' | 'text' | 'grids' | 'at' | 'authorId'>

export function plan(plan: Plan, now: Instant): CampaignOutcome {
  return { value: { ...plan, status: 'draft', createdAt: now, sent: 0 }, what: 'plan', events: [] }
}

/** Two people's work: whoever wrote it cannot approve it. A slot that has passed cannot be scheduled. */
export function move(campaign: Campaign, name: string, actorId: string, now: Instant): CampaignOutcome {
  const rule = Object.hasOwn(CAMPAIGN_MOVES, name) ? CAMPAIGN_MOVES[name as CampaignMove] : undefined
  const isOpen = (rule?.from as readonly CampaignStatus[] | undefined)?.includes(campaign.status)
  const isOwnApproval = name === 'approve' && campaign.authorId === actorId
  const isTooLate = name === 'schedule' && isBefore(campaign.at, now)
  if (!rule || !isOpen || isOwnApproval || isTooLate)
    throw new Problem('move-not-allowed', { current: campaign.status })
  return {
    value: { ...campaign, status: rule.to, ...(name === 'approve' && { approverId: actorId }) },
    what: name,
    events: [],
  }
}

/** Its slot has come. Late is sent late; a campaign that was launched, cancelled or never approved stays as it is. */
export function tick(campaign: Campaign, now: Instant): CampaignOutcome | undefined {
  if (campaign.status !== 'scheduled' || isBefore(now, campaign.at)) return undefined
  return {
    value: { ...campaign, status: 'running' },
    what: 'launch',
    events: [{ type: 'campaign.launched', data: { from: 0 } }],
  }
}

/** The next slice, once: a repeated or late message about grids already handed over changes nothing. */
export function slice(campaign: Campaign, from: number): CampaignOutcome | undefined {
  if (campaign.status !== 'running' || from !== campaign.sent) return undefined
  const { title, text, at: slot } = campaign
  const sent = Math.min(from + SLICE, campaign.grids.length)
  const isLast = sent === campaign.grids.length
  return {
    value: { ...campaign, sent, status: isLast ? 'done' : 'running' },
    what: 'slice',
    events: [
      { type: 'campaign.slice', data: { title, text, grids: campaign.grids.slice(from, sent), slot } },
      ...(isLast ? [] : [{ type: 'campaign.launched' as const, data: { from: sent } }]),
    ],
  }
}

export function dueOf({ status, at }: Campaign): Instant | undefined {
  return status === 'scheduled' ? at : undefined
}

import { CAMPAIGN_MOVE_NAMES, CAMPAIGN_MOVES, type Campaign } from '../../lib/campaign/campaign.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { areasFor, can, type Staff } from '../../lib/staff/staff.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'
import type { Campaigns } from '../../lib/tables/campaigns.ts'

/** Campaigns that reach at least one grid of the person's area. */
export const listCampaigns =
  ({ campaigns }: { campaigns: Campaigns }) =>
  async ({ query: { cursor } }: RequestOf<'listCampaigns'>, staff: Staff) => {
    if (areasFor(staff, 'campaign.read').length === 0) throw new Problem('not-allowed')
    const { items, next } = await campaigns.list(cursor)
    const mine = items.filter(({ value }) => value.grids.some((grid) => can(staff, 'campaign.read', grid)))
    return { items: mine.map((stored) => campaignRow(stored, staff)), ...(next && { next }) }
  }

export function campaignRow({ value, version }: Stored<Campaign>, staff: Staff) {
  const { id, status, title, text, grids, sent, at } = value
  return {
    id,
    version,
    status,
    title,
    text,
    grids: grids.length,
    sent,
    at,
    open: CAMPAIGN_MOVE_NAMES.filter((move) => mayMove(value, move, staff)),
  }
}

/** Approval is another person's, and needs the post for every grid it reaches. */
export function mayMove(
  { status, grids, authorId }: Campaign,
  move: (typeof CAMPAIGN_MOVE_NAMES)[number],
  staff: Staff,
): boolean {
  const isOpen = (CAMPAIGN_MOVES[move].from as readonly string[]).includes(status)
  const action = move === 'approve' ? 'campaign.approve' : 'campaign.write'
  return (
    isOpen && (move !== 'approve' || authorId !== staff.id) && grids.every((grid) => can(staff, action, grid))
  )
}

import { type Campaign, type CampaignEvent, move } from '../../lib/campaign/campaign.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import { campaignRow } from './list-campaigns.ts'

/** Submit, approve, schedule or cancel. A stale version is refused with the campaign as it is now. */
export const moveCampaign =
  ({ ledger }: { ledger: Pick<Ledger<Campaign, CampaignEvent>, 'change'> }) =>
  async ({ params: { id }, body }: RequestOf<'moveCampaign'>, staff: Staff, { requestId }: Caller) => {
    const action = body.move === 'approve' ? 'campaign.approve' : 'campaign.write'
    const stored = await ledger.change(
      id,
      { id: requestId, actor: staff.id, role: 'staff' },
      (campaign, now, version) => {
        if (!campaign?.grids.some((grid) => can(staff, 'campaign.read', grid))) throw new Problem('not-found')
        if (!campaign.grids.every((grid) => can(staff, action, grid))) throw new Problem('not-allowed')
        if (version !== body.version)
          throw new Problem('changed-meanwhile', { current: campaign.status, version })
        return move(campaign, body.move, staff.id, now)
      },
    )
    return campaignRow(stored!, staff)
  }

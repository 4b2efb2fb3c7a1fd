import { type Campaign, type CampaignEvent, slice, tick } from '../../lib/campaign/campaign.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { type Waiting, whenDue } from '../../lib/platform/due.ts'

export type Running = Waiting & { ledger: Pick<Ledger<Campaign, CampaignEvent>, 'change'> }

/** A slot is about to come: launch what is scheduled for it. */
export const launchDue = (deps: Running) => whenDue(deps, tick)

/** Hands the next slice of grids to delivery, and asks itself for the one after. */
export const handSlice =
  ({ ledger }: Running) =>
  async ({ id: heard, subject, causedBy, data: { from } }: MessageOf<'campaign.launched'>) => {
    await ledger.change(
      subject,
      { id: causedBy, actor: 'publicity', role: 'system', heard },
      (campaign) => campaign && slice(campaign, from),
    )
  }

import { type Campaign, type CampaignEvent, slice, tick } from '../../lib/campaign/campaign.ts'
import type { MessageOf } from '../../lib/contracts/messages.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { untilDue } from '../../lib/platform/sweep.ts'

export type Running = {
  ledger: Pick<Ledger<Campaign, CampaignEvent>, 'change'>
  now(): Instant
  sleep(ms: number): Promise<void>
}

/** A slot is about to come: launch what is scheduled for it. One that fails does not hold up the others. */
export const launchDue =
  ({ ledger, now, sleep }: Running) =>
  async ({ data: { ids, dueAt }, causedBy }: MessageOf<'campaign.due'>) => {
    await untilDue(dueAt, now(), sleep)
    const results = await Promise.allSettled(
      ids.map((id) =>
        ledger.change(
          id,
          { id: causedBy, actor: 'clock', role: 'system' },
          (campaign, at) => campaign && tick(campaign, at),
        ),
      ),
    )
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }

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

import { type Campaign, type CampaignEvent, plan } from '../../lib/campaign/campaign.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import { can, type Staff } from '../../lib/staff/staff.ts'
import { campaignRow } from './list-campaigns.ts'

export type Planning = {
  ledger: Pick<Ledger<Campaign, CampaignEvent>, 'create'>
  allGrids(): Promise<Grid[]>
}

/** A draft for grids of one's own area. Naming a community or street means all its grids. */
export const planCampaign =
  ({ ledger, allGrids }: Planning) =>
  async (
    { body: { title, text, grids: areas, at } }: RequestOf<'planCampaign'>,
    staff: Staff,
    { key, language }: Caller,
  ) => {
    if (!areas.every((area) => can(staff, 'campaign.write', area))) throw new Problem('not-allowed')
    const grids = (await allGrids())
      .map(({ id }) => id)
      .filter((id) => areas.some((area) => id.startsWith(area)))
      .sort()
    if (grids.length === 0)
      throw new Problem('form-invalid', {
        errors: [{ pointer: '/grids', message: FIELD_WORDS['grids-missing'][language] }],
      })
    const id = sha256(`campaign.${staff.id}.${key}`).slice(0, 32)
    const { stored } = await ledger.create(id, { id, actor: staff.id, role: 'staff' }, (now) =>
      plan({ id, title, text, grids, at: at as Instant, authorId: staff.id }, now),
    )
    if (stored.value.title !== title || stored.value.text !== text || stored.value.at !== at)
      throw new Problem('key-reused')
    return campaignRow(stored, staff)
  }

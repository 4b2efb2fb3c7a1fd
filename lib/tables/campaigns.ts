import { type Campaign, dueOf } from '../campaign/campaign.ts'
import { CampaignState } from '../contracts/state.ts'
import { COUNTY } from '../grid/area.ts'
import {
  type AggregateTable,
  aggregateTable,
  listBy,
  type Page,
  type Shape,
  type Stored,
  shardOf,
} from './aggregate.ts'
import type { Db } from './dynamo.ts'

export const CAMPAIGN: Shape<Campaign> = {
  state: CampaignState,
  keysOf(campaign) {
    const dueAt = dueOf(campaign)
    return {
      listedIn: COUNTY,
      createdAt: campaign.createdAt,
      ...(dueAt && { dueShard: shardOf(campaign.id), dueAt }),
    }
  },
}

export type Campaigns = AggregateTable<Campaign> & { list(cursor?: string): Promise<Page<Stored<Campaign>>> }

export function campaignsTable(db: Db, TableName: string): Campaigns {
  return {
    ...aggregateTable(db, TableName, CAMPAIGN),
    list: (cursor) =>
      listBy(db, TableName, CAMPAIGN, { name: 'byState', key: 'listedIn', value: COUNTY }, cursor, 50),
  }
}

import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { RuleSetState } from '../contracts/rules.ts'
import { COUNTY } from '../grid/area.ts'
import { type Instant, later, SECOND } from '../kernel/instant.ts'
import { NO_RULES, RULES_NOTICE, type RuleSet } from '../routing/rule-set.ts'
import { type Db, fromItem, toConflict, toItem } from './dynamo.ts'

export type RuleSets = {
  /** The version in force at a moment, as it was known within the last minute. */
  current(now: Instant): Promise<Pick<RuleSet, 'version' | 'rules'>>
  /** The newest first, as many as anybody will look at. */
  list(): Promise<RuleSet[]>
  /** Refused with Conflict when there is a version of this number. */
  publish(set: RuleSet): Promise<void>
}

const NEWEST = 20

/** Versions are rows of one partition, numbered without a gap by whoever comes first; none is ever written again. */
export function ruleSetsTable(db: Db, TableName: string): RuleSets {
  let kept: { until: Instant; sets: Promise<RuleSet[]> } | undefined
  const list = async () => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: NEWEST,
        KeyConditionExpression: 'county = :c',
        ExpressionAttributeValues: toItem({ ':c': COUNTY }),
      }),
    )
    return Items.map((item) => RuleSetState.parse(fromItem(item).set))
  }
  return {
    list,
    async current(now) {
      if (!kept || kept.until <= now) {
        kept = { until: later(now, RULES_NOTICE - 5 * SECOND), sets: list() }
        kept.sets.catch(() => {
          kept = undefined // a failed read is not remembered
        })
      }
      return (await kept.sets).find(({ effectiveAt }) => effectiveAt <= now) ?? NO_RULES
    },
    async publish(set) {
      await db
        .send(
          new PutItemCommand({
            TableName,
            Item: toItem({ county: COUNTY, seq: set.version, v: 1, set }),
            ConditionExpression: 'attribute_not_exists(seq)',
          }),
        )
        .catch(toConflict)
    },
  }
}

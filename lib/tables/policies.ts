import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { upgradePolicy } from '../contracts/former.ts'
import { PolicyState } from '../contracts/state.ts'
import { type Instant, later, SECOND } from '../kernel/instant.ts'
import { Conflict } from '../kernel/problem.ts'
import { DEFAULT_POLICY, FIRST_POLICY } from '../sla/defaults.ts'
import type { Policy } from '../sla/policy.ts'
import { type Db, fromItem, toConflict, toItem } from './dynamo.ts'

export type Policies = {
  /** The version in force at a moment; the built-in defaults when none was ever published. */
  current(now: Instant): Promise<Policy>
  /** A version that a report began under. Versions never change, so they are remembered. */
  version(version: string): Promise<Policy>
  /** Refused with Conflict when the version exists. Two writes; a crash between them leaves a version nobody uses yet. */
  publish(policy: Policy): Promise<void>
  list(): Promise<Policy[]>
}

type Entry = { version: string; effectiveAt: Instant }
const CATALOGUE = { id: 'catalogue' }
/** Names that mean something else already. */
const RESERVED: readonly string[] = [CATALOGUE.id, DEFAULT_POLICY.version, FIRST_POLICY.version]
const COMPLETE = { ConsistentRead: true }

/**
 * A warm function asks this seldom which versions there are. A version therefore takes effect this long after it is
 * published: by then every function knows it, and at any moment all agree which one is in force.
 */
export const POLICY_NOTICE = 10 * SECOND

export function policiesTable(db: Db, TableName: string): Policies {
  let kept: { until: Instant; entries: Promise<Entry[]> } | undefined
  const known = new Map<string, Policy>(
    [DEFAULT_POLICY, FIRST_POLICY].map((policy) => [policy.version, policy]),
  )
  const get = async (id: string, read = {}) =>
    (await db.send(new GetItemCommand({ TableName, Key: toItem({ id }), ...read }))).Item
  const catalogue = async (read = {}): Promise<Entry[]> => {
    const item = await get(CATALOGUE.id, read)
    return [
      { version: DEFAULT_POLICY.version, effectiveAt: DEFAULT_POLICY.effectiveAt },
      ...((item ? fromItem(item).versions : []) as Entry[]),
    ]
  }
  const version = async (name: string): Promise<Policy> => {
    const remembered = known.get(name)
    if (remembered) return remembered
    const item = await get(name, COMPLETE)
    if (!item) throw new Error(`policy ${name} is not stored`)
    const policy = PolicyState.parse(upgradePolicy(fromItem(item).policy)) as Policy
    known.set(name, policy)
    return policy
  }
  return {
    version,
    async current(now) {
      if (!kept || kept.until <= now) {
        kept = { until: later(now, POLICY_NOTICE - SECOND), entries: catalogue(COMPLETE) }
        kept.entries.catch(() => {
          kept = undefined // a failed read is not remembered
        })
      }
      const inForce = (await kept.entries).filter(({ effectiveAt }) => effectiveAt <= now)
      return version(inForce.sort((a, b) => a.effectiveAt.localeCompare(b.effectiveAt)).at(-1)!.version)
    },
    async publish(policy) {
      if (RESERVED.includes(policy.version)) throw new Conflict()
      await db
        .send(
          new PutItemCommand({
            TableName,
            Item: toItem({ id: policy.version, v: 1, policy }),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        )
        .catch(toConflict)
      await db.send(
        new UpdateItemCommand({
          TableName,
          Key: toItem(CATALOGUE),
          UpdateExpression: 'SET versions = list_append(if_not_exists(versions, :none), :one)',
          ExpressionAttributeValues: toItem({
            ':none': [],
            ':one': [{ version: policy.version, effectiveAt: policy.effectiveAt }],
          }),
        }),
      )
    },
    list: async () => Promise.all((await catalogue(COMPLETE)).map((entry) => version(entry.version))),
  }
}

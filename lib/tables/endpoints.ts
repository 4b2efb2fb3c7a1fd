import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Health } from '../alerts/breaker.ts'
import type { EndpointKind, Style } from '../alerts/channels.ts'
import type { EventFilter } from '../alerts/filters.ts'
import type { Quiet } from '../alerts/quiet.ts'
import { upgradeEndpoint } from '../contracts/former.ts'
import type { Area } from '../grid/area.ts'
import { type Instant, instant, MINUTE, msOf } from '../kernel/instant.ts'
import { Conflict } from '../kernel/problem.ts'
import { type Db, fromItem, toConflict, toItem } from './dynamo.ts'
import { remembered } from './remembered.ts'

/** Where alerts go: a subscriber's webhook or a group's chat robot. The address holds a robot's key, so it is encrypted. */
export type Endpoint = Health &
  Style & {
    area: Area
    id: string
    kind: EndpointKind
    name: string
    events: readonly EventFilter[]
    /** Host and a few characters, safe to show. */
    target: string
    sealedUrl: string
    sealedSecret?: string
    /** A webhook's secret before the last rotation: it signs as well, until then. */
    sealedOldSecret?: string
    oldSecretUntil?: Instant
    /** A robot's next address and secret: the first test that succeeds with them puts them in place. */
    sealedNextUrl?: string
    sealedNextSecret?: string
    /** What its vendor signs callbacks with (`CallbackForm`); without it nothing is heard from there. */
    sealedCallback?: string
    /** Of the request that asked for the last rotation, to tell its repeat. */
    rotatedBy?: string
    quiet?: Quiet
    status: 'active' | 'paused' | 'broken'
    /** When it was marked broken. */
    brokenAt?: Instant
    brokenWhy?: 'failing' | 'gone'
    untold?: true
    /** Of the form it was made from, to tell a repeated request from another one under the same key. */
    fingerprint?: string
    /** Grows with every change of the configuration, not with its health; none is 0. */
    version?: number
    /** Who changed what and when, oldest first: written in the update that makes the change, so neither is without the other. */
    changes?: readonly EndpointChange[]
  }
export type EndpointChange = { at: Instant; by: string; what: string }

/** Sets what is there, removes what is undefined. */
export type EndpointPatch = { [Field in keyof Endpoint]?: Endpoint[Field] | undefined }

export type Endpoints = {
  find(area: Area, id: string): Promise<Endpoint | undefined>
  ofArea(area: Area): Promise<Endpoint[]>
  /** The same, up to ten seconds old. */
  listenersIn(area: Area): Promise<Endpoint[]>
  add(endpoint: Endpoint): Promise<void>
  /**
   * Changes the configuration and notes the change, if the version is still `was`; else refused with Conflict. Made active,
   * it is healthy until the next failure.
   */
  change(endpoint: Endpoint, patch: EndpointPatch, change: EndpointChange): Promise<Endpoint>
  /** One more failure in a row, and what they come to. */
  fail(area: Area, id: string, at: Instant, probeAt: Instant): Promise<Health>
  /** An attempt succeeded. */
  mend(area: Area, id: string): Promise<void>
  /** Takes the one attempt until `next`; false when another was first. */
  probe(area: Area, id: string, now: Instant, next: Instant): Promise<boolean>
  /** The next turn behind an open breaker: a minute after the last one given, so that one falls due a minute. */
  queueUp(area: Area, id: string, now: Instant): Promise<Instant>
  /** Only while it is active and still failing. Somebody has to be told: `untold` until `setTold`. */
  setBroken(area: Area, id: string, at: Instant, why: NonNullable<Endpoint['brokenWhy']>): Promise<void>
  setTold(area: Area, id: string): Promise<void>
  /** The overlap of a rotation that lasted until then is over. */
  forgetOldSecret(area: Area, id: string, until: Instant): Promise<void>
}

const HEALTHY = {
  failures: undefined,
  failingSince: undefined,
  probeAt: undefined,
  lineEnd: undefined,
  brokenAt: undefined,
  brokenWhy: undefined,
  untold: undefined,
}

/** How far apart the turns of those lie that wait behind an open breaker. */
const TURN = MINUTE

/** An endpoint that was added or paused is heeded after this long at most; a letter on its way looks again before it leaves. */
const KEEP_MS = 10_000

const read = (item: Parameters<typeof fromItem>[0]) => upgradeEndpoint(fromItem(item) as Endpoint)

export function endpointsTable(db: Db, TableName: string, clock: () => number): Endpoints {
  const ofArea = async (area: Area) => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'area = :a',
        ExpressionAttributeValues: toItem({ ':a': area }),
      }),
    )
    return Items.map(read)
  }
  const update = (
    { area, id }: { area: Area; id: string },
    UpdateExpression: string,
    ConditionExpression: string,
    values?: object,
  ) => {
    const named = `${UpdateExpression} ${ConditionExpression}`.matchAll(/#(\w+)/g)
    const names = Object.fromEntries(Array.from(named, ([placeholder, name]) => [placeholder, name!]))
    return db
      .send(
        new UpdateItemCommand({
          TableName,
          Key: toItem({ area, id }),
          UpdateExpression,
          ConditionExpression,
          ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
          ...(values && { ExpressionAttributeValues: toItem(values) }),
          ReturnValues: 'ALL_NEW',
        }),
      )
      .then(({ Attributes }) => read(Attributes!), toConflict)
  }
  return {
    async find(area, id) {
      const { Item } = await db.send(
        new GetItemCommand({ TableName, Key: toItem({ area, id }), ConsistentRead: true }),
      )
      return Item && read(Item)
    },
    ofArea,
    listenersIn: remembered(ofArea, KEEP_MS, clock),
    async add(endpoint) {
      const Item = toItem({ v: 1, ...endpoint })
      await db
        .send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(id)' }))
        .catch(toConflict)
    },
    change(endpoint, patch, change) {
      const { area, id, version = 0 } = endpoint
      const anew = patch.status === 'active' ? HEALTHY : {}
      const fields = Object.entries({ ...anew, ...patch, version: version + 1 })
      const sets = fields.filter(([, value]) => value !== undefined)
      const drops = fields.filter(([, value]) => value === undefined)
      const noted = '#changes = list_append(if_not_exists(#changes, :none), :changes)'
      const set = [...sets.map(([name]) => `#${name} = :${name}`), noted].join(', ')
      const drop = drops.map(([name]) => `#${name}`).join(', ')
      return update(
        { area, id },
        `SET ${set}${drop && ` REMOVE ${drop}`}`,
        version === 0 ? 'attribute_exists(id) AND attribute_not_exists(#version)' : '#version = :was',
        {
          ...Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
          ':none': [],
          ':changes': [change],
          ...(version > 0 && { ':was': version }),
        },
      )
    },
    fail: (area, id, at, probeAt) =>
      update(
        { area, id },
        'SET failingSince = if_not_exists(failingSince, :at), probeAt = :probe ADD failures :one',
        'attribute_exists(id)',
        { ':at': at, ':probe': probeAt, ':one': 1 },
      ),
    async mend(area, id) {
      await update({ area, id }, 'REMOVE failures, failingSince, probeAt, lineEnd', 'attribute_exists(id)')
    },
    probe: (area, id, now, next) =>
      update({ area, id }, 'SET probeAt = :next', 'probeAt <= :now', { ':next': next, ':now': now }).then(
        () => true,
        (error) => !!isLate(error),
      ),
    async queueUp(area, id, now) {
      for (;;) {
        const behind = await update({ area, id }, 'SET lineEnd = lineEnd + :turn', 'lineEnd >= :now', {
          ':turn': TURN,
          ':now': msOf(now),
        }).catch(isLate)
        if (behind) return instant(behind.lineEnd!)
        const first = await update(
          { area, id },
          'SET lineEnd = :first',
          'attribute_exists(id) AND (attribute_not_exists(lineEnd) OR lineEnd < :now)',
          { ':first': msOf(now) + TURN, ':now': msOf(now) },
        ).catch(isLate)
        if (first) return instant(first.lineEnd!)
      }
    },
    async setBroken(area, id, at, why) {
      const set = 'SET #status = :broken, brokenAt = :at, brokenWhy = :why, untold = :yes'
      const condition = '#status = :active AND attribute_exists(failingSince)'
      const values = { ':broken': 'broken', ':active': 'active', ':at': at, ':why': why, ':yes': true }
      await update({ area, id }, set, condition, values).catch(isLate)
    },
    async setTold(area, id) {
      await update({ area, id }, 'REMOVE untold', 'attribute_exists(id)')
    },
    async forgetOldSecret(area, id, until) {
      const values = { ':until': until }
      const drop = 'REMOVE sealedOldSecret, oldSecretUntil'
      await update({ area, id }, drop, 'oldSecretUntil = :until', values).catch(isLate)
    },
  }
}

function isLate(error: unknown): undefined {
  if (error instanceof Conflict) return undefined
  throw error
}

import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { type Drawn, lastDraw, type Rate } from '../abuse/bucket.ts'
import { HOUR, type Instant, instant, later, msOf, SECOND } from '../kernel/instant.ts'
import { type Db, fromItem, toItem } from './dynamo.ts'

export type Draws = {
  /** Takes one token. However many draw at once, no more get one than there are: each is one conditional update. */
  draw(id: string, rate: Rate, now: Instant): Promise<Drawn>
}

/** Token buckets that forget themselves an hour after they have rested. */
export function drawsTable(db: Db, TableName: string): Draws {
  /** When the bucket rests now, or `else`: what it held when the condition failed. */
  const update = (id: string, to: string, condition: string, values: object) =>
    db
      .send(
        new UpdateItemCommand({
          TableName,
          Key: toItem({ id }),
          UpdateExpression: `SET restedAt = ${to}, expiresAt = :e`,
          ConditionExpression: condition,
          ExpressionAttributeValues: toItem(values),
          ReturnValues: 'UPDATED_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      )
      .then(
        ({ Attributes = {} }) => ({ isDone: true, at: restedIn(Attributes) }),
        (error: unknown) => {
          if (!(error instanceof ConditionalCheckFailedException)) throw error
          return { isDone: false, at: restedIn(error.Item ?? {}) }
        },
      )

  return {
    async draw(id, rate, now) {
      const { burst, everyMs } = rate
      const values = { ':now': msOf(now), ':e': expiryOf(later(now, burst * everyMs)) }
      // Most have rested: one update. Only a bucket in use costs a second one.
      const rested = await update(id, ':next', 'attribute_not_exists(restedAt) OR restedAt <= :now', {
        ...values,
        ':next': msOf(later(now, everyMs)),
      })
      if (rested.isDone) return { restedAt: rested.at, isEmpty: false }
      if (rested.at > lastDraw(rate, now)) return { restedAt: rested.at, isEmpty: true }
      const used = await update(id, 'restedAt + :every', 'restedAt > :now AND restedAt <= :last', {
        ...values,
        ':every': everyMs,
        ':last': msOf(lastDraw(rate, now)),
      })
      return { restedAt: used.at, isEmpty: !used.isDone }
    },
  }
}

const restedIn = (item: Parameters<typeof fromItem>[0]) => instant(Number(fromItem(item).restedAt))
const expiryOf = (at: Instant) => Math.ceil((msOf(at) + HOUR) / SECOND)

import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { HistoryEntry } from '../contracts/state.ts'
import { type Db, fromItem, toItem } from './dynamo.ts'

export type History = {
  /** Filing the same line again changes nothing: a line is named by its report and its place in the chain. */
  file(entries: readonly HistoryEntry[]): Promise<void>
  /** Everything that was filed before the question was asked: whether a link was used is decided on it. */
  of(id: string): Promise<HistoryEntry[]>
}

/** The same as it was a moment ago, for half the price: whoever counts at night misses nothing by it. */
export type RecentHistory = { recent(id: string): Promise<HistoryEntry[]> }

export function historyTable(db: Db, TableName: string): History & RecentHistory {
  const linesOf = async (id: string, ConsistentRead: boolean) => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName,
        ConsistentRead,
        KeyConditionExpression: 'id = :id',
        ExpressionAttributeValues: toItem({ ':id': id }),
      }),
    )
    return Items.map((item) => HistoryEntry.parse(fromItem(item)))
  }

  return {
    async file(entries) {
      await Promise.all(
        entries.map((entry) => db.send(new PutItemCommand({ TableName, Item: toItem({ v: 1, ...entry }) }))),
      )
    },
    of: (id) => linesOf(id, true),
    recent: (id) => linesOf(id, false),
  }
}

/** History is filed a moment after it is made: a reader sees what is filed and what still rides in the item, once each. */
export function mergeHistory(
  filed: readonly HistoryEntry[],
  riding: readonly HistoryEntry[],
): HistoryEntry[] {
  return [...new Map([...filed, ...riding].map((entry) => [entry.seq, entry])).values()].sort(
    (a, b) => a.seq - b.seq,
  )
}

import { BatchGetItemCommand, GetItemCommand, type KeysAndAttributes } from '@aws-sdk/client-dynamodb'
import { type Db, type Item, toItem } from './dynamo.ts'
import { together } from './together.ts'

/** As many as DynamoDB reads in one call. */
export const PER_CALL = 100

/** A batch may come back in parts when the table is busy or the items are large. */
export async function getAll(db: Db, TableName: string, ids: readonly string[]): Promise<Item[]> {
  const items: Item[] = []
  let open: Record<string, KeysAndAttributes> = { [TableName]: { Keys: ids.map((id) => toItem({ id })) } }
  while (open[TableName]) {
    const { Responses, UnprocessedKeys } = await db.send(new BatchGetItemCommand({ RequestItems: open }))
    items.push(...(Responses?.[TableName] ?? []))
    open = UnprocessedKeys ?? {}
  }
  return items
}

/** The newest of an item. Those that are asked for at the same time come by one call: fifty clocks that strike are one read. */
export function getNewest(db: Db, TableName: string): (id: string) => Promise<Item | undefined> {
  const getOne = async (id: string) =>
    (await db.send(new GetItemCommand({ TableName, Key: toItem({ id }), ConsistentRead: true }))).Item
  const getSome = async (ids: readonly string[]) => {
    const asked = { Keys: ids.map((id) => toItem({ id })), ConsistentRead: true }
    const { Responses, UnprocessedKeys } = await db.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: asked } }),
    )
    // What a busy table left out is asked for one by one: only so does the client pause between its tries.
    const left = UnprocessedKeys?.[TableName]?.Keys ?? []
    const rest = await Promise.all(left.map((key) => getOne(idOf(key))))
    return [...(Responses?.[TableName] ?? []), ...rest.filter((item) => item !== undefined)]
  }

  return together(PER_CALL, async (ids) => {
    const [first, ...others] = new Set(ids)
    if (others.length === 0) {
      const item = await getOne(first!)
      return ids.map(() => item)
    }
    const byId = new Map((await getSome([first!, ...others])).map((item) => [idOf(item), item]))
    return ids.map((id) => byId.get(id))
  })
}

const idOf = ({ id }: Item) => id!.S!

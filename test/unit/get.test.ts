import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb'
import { type Db, fromItem, type Item, toItem } from '../../lib/tables/dynamo.ts'
import { getNewest } from '../../lib/tables/get.ts'

type Asked = { Key?: Item; RequestItems?: Record<string, { Keys: Item[]; ConsistentRead?: boolean }> }

/** A table in which everything is but `missing`, and which answers a batch only in part when it is busy. */
function aTable({ answers = 100, missing = '' } = {}) {
  const asked: string[][] = []
  const found = (key: Item) =>
    fromItem(key).id === missing ? [] : [toItem({ ...fromItem(key), version: 1 })]
  const send = async (command: { input: Asked & { ConsistentRead?: boolean } }) => {
    const batch = command.input.RequestItems?.things
    const keys = batch?.Keys ?? [command.input.Key!]
    asked.push(keys.map((key) => fromItem(key).id as string))
    expect((batch ?? command.input).ConsistentRead).toBe(true)
    if (!(command instanceof BatchGetItemCommand)) return { Item: found(keys[0]!)[0] }
    const left = keys.slice(answers)
    return {
      Responses: { things: keys.slice(0, answers).flatMap(found).reverse() },
      UnprocessedKeys: left.length > 0 ? { things: { Keys: left } } : {},
    }
  }
  return { get: getNewest({ send } as unknown as Db, 'things'), asked }
}

const idsOf = (items: (Item | undefined)[]) => items.map((item) => item && fromItem(item).id)

describe('things that are looked up at the same time', () => {
  test('come by one consistent read, each to the one who asked', async () => {
    const { get, asked } = aTable({ missing: 'b' })
    expect(idsOf(await Promise.all(['a', 'b', 'c', 'a'].map(get)))).toEqual(['a', undefined, 'c', 'a'])
    expect(asked).toEqual([['a', 'b', 'c']])
  })

  test('are asked for one by one when the table was too busy for them', async () => {
    const { get, asked } = aTable({ answers: 1, missing: 'c' })
    expect(idsOf(await Promise.all(['a', 'b', 'c'].map(get)))).toEqual(['a', 'b', undefined])
    expect(asked).toEqual([['a', 'b', 'c'], ['b'], ['c']])
  })

  test('are no batch when they are one', async () => {
    const { get, asked } = aTable()
    expect(idsOf(await Promise.all([get('a'), get('a')]))).toEqual(['a', 'a'])
    expect(asked).toEqual([['a']])
  })
})

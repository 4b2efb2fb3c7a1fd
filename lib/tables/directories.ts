import { DirectoryState } from '../contracts/state.ts'
import { type Directory, dueOf } from '../grid/editions.ts'
import { type AggregateTable, aggregateTable, type Shape, shardOf } from './aggregate.ts'
import type { Db } from './dynamo.ts'

export const DIRECTORY: Shape<Directory> = {
  state: DirectoryState,
  keysOf(directory) {
    const dueAt = dueOf(directory)
    return dueAt ? { dueShard: shardOf(directory.id), dueAt } : {}
  },
}

export const directoriesTable = (db: Db, TableName: string): AggregateTable<Directory> =>
  aggregateTable(db, TableName, DIRECTORY)

import type { CountyCalendar } from '../calendar/county.ts'
import { CalendarState } from '../contracts/state.ts'
import { type AggregateTable, aggregateTable, type Shape } from './aggregate.ts'
import type { Db } from './dynamo.ts'

/** One item for the county. It has no timer of its own: the watch reads it every minute. */
export const CALENDAR: Shape<CountyCalendar> = { state: CalendarState, keysOf: () => ({}) }

export const calendarsTable = (db: Db, TableName: string): AggregateTable<CountyCalendar> =>
  aggregateTable(db, TableName, CALENDAR)

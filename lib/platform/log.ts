import { Logger } from '@aws-lambda-powertools/logger'
import type { ServiceName, TableName } from '../stack/stack.ts'

/**
 * One JSON line per outcome, written at the edges only; the core does not log. Fields are ids, codes and counts: never
 * a person's words, name or number. `causedBy` ties the lines of one request together across functions.
 */
export type LogFields = Partial<
  Record<
    'requestId' | 'messageId' | 'subject' | 'causedBy' | 'route' | 'code' | 'queue' | 'type' | 'actor',
    string
  >
> & {
  status?: number
  ms?: number
  count?: number
  error?: Error
}

export type Log = Record<'info' | 'warn' | 'error', (line: string, fields?: LogFields) => void>

export function logTo(logger: Logger): Log {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (line: string, { error, ...fields }: LogFields = {}) =>
      logger[level](line, { ...fields, ...(error && { error }) })
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

export const logOf = (serviceName: string): Log => logTo(new Logger({ serviceName }))

/**
 * A CloudWatch metric in the embedded format: one log line, no call. The stack's alarms watch these names. The line must
 * be bare: `console.log` would put Lambda's own prefix before it.
 */
export type Metric = 'OldestDebtSeconds' | 'OldestOverdueSeconds' | 'ReconcilerFixed' | 'ClockOffSeconds'
/** Which table's rows, or which service's clock. */
export type Measured = TableName | ServiceName
export type Measure = (metric: Metric, value: number, of: Measured) => void

/** By stage, so that stages of one account do not share an alarm, and by stage and what it is of. */
export function measureTo(write: (line: string) => void, clock: () => number, Stage: string): Measure {
  return (metric, value, Of) =>
    write(
      JSON.stringify({
        _aws: {
          Timestamp: clock(),
          CloudWatchMetrics: [
            {
              Namespace: 'Fenghuang',
              Dimensions: [['Stage'], ['Stage', 'Of']],
              Metrics: [{ Name: metric }],
            },
          ],
        },
        Stage,
        Of,
        [metric]: value,
      }),
    )
}

import { deadQueueId, type Resource, type Resources, STACK, tableId } from './render-names.ts'
import { type QueueName, TABLES, type Table, type TableName } from './stack.ts'

type Watch = {
  about: string
  metric: { Namespace: string; MetricName: string; Dimensions: unknown[] }
  above: number
  minutes: number
  silence: 'breaching' | 'notBreaching'
}

/** What the functions write as embedded metrics (lib/platform/log.ts): of the whole stage, or of one thing in it. */
const measured = (MetricName: string, of?: TableName) => ({
  Namespace: 'Fenghuang',
  MetricName,
  Dimensions: [{ Name: 'Stage', Value: '${sls:stage}' }, ...(of ? [{ Name: 'Of', Value: of }] : [])],
})

const WATCHES: Record<string, Watch> = {
  // Measured every minute by the relay, zero included: silence means that it no longer runs.
  OldestDebtAlarm: {
    about: 'A message has been owed for over two minutes, or the relay does not run',
    metric: measured('OldestDebtSeconds'),
    above: 120,
    minutes: 2,
    silence: 'breaching',
  },
  ReconcilerFixedAlarm: {
    about: 'The reconciler had to finish what the fast path left undone: the fast path is broken',
    metric: measured('ReconcilerFixed'),
    above: 0,
    minutes: 1,
    silence: 'notBreaching',
  },
  ClockOffAlarm: {
    about:
      'A host has a wrong clock. Its functions go by the time of the table meanwhile; nothing fires early',
    metric: measured('ClockOffSeconds'),
    above: 0,
    minutes: 1,
    silence: 'notBreaching',
  },
}

/** Everything that falls due is swept, each table by a function of its own, so each is watched for itself. */
const SWEPT = (Object.keys(TABLES) as TableName[]).filter(
  (name) => 'byDue' in (TABLES[name] as Table).indexes,
)

/** Late is what waits behind a crowd or an outage; stuck is what no sweep and no retry brings on. */
const sweeps = (name: TableName): [string, Watch][] => [
  [
    `${tableId(name)}OverdueAlarm`,
    {
      about: `Something in ${name} has been due for over three minutes, or its sweep does not run`,
      metric: measured('OldestOverdueSeconds', name),
      above: 180,
      minutes: 2,
      silence: 'breaching',
    },
  ],
  [
    `${tableId(name)}StuckAlarm`,
    {
      about: `Something in ${name} has been due for over ten minutes and nobody acts on it: npm run ops -- timers`,
      metric: measured('OldestOverdueSeconds', name),
      above: 600,
      minutes: 1,
      silence: 'notBreaching',
    },
  ],
]

/** All alarms go to one topic. It is not encrypted with the AWS managed key, because CloudWatch may not use that one. */
export function renderAlarms(queues: readonly QueueName[]): Resources {
  const all = Object.fromEntries([
    ...Object.entries(WATCHES),
    ...SWEPT.flatMap(sweeps),
    ...queues.map((queue) => [`${deadQueueId(queue)}Alarm`, deadLetters(queue)] as const),
  ])
  return {
    AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: `${STACK}-alarms` } },
    ...Object.fromEntries(Object.entries(all).map(([id, watch]) => [id, renderAlarm(id, watch)])),
  }
}

const deadLetters = (queue: QueueName): Watch => ({
  about: `Messages of the queue ${queue} failed for good: read them, mend the cause, send them again`,
  metric: {
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [deadQueueId(queue), 'QueueName'] } }],
  },
  above: 0,
  minutes: 1,
  silence: 'notBreaching',
})

function renderAlarm(id: string, { about, metric, above, minutes, silence }: Watch): Resource {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `${STACK}-${id}`,
      AlarmDescription: about,
      ...metric,
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: minutes,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: above,
      TreatMissingData: silence,
      AlarmActions: [{ Ref: 'AlarmTopic' }],
      OKActions: [{ Ref: 'AlarmTopic' }],
    },
  }
}

import { deadQueueId, type Resource, type Resources, STACK } from './render-names.ts'
import type { QueueName } from './stack.ts'

/**
 * The functions write these three as embedded metrics without a dimension, so stages of one account would share them:
 * give each stage that matters its own account.
 */
const MEASURED = { Namespace: 'Fenghuang' }

type Watch = {
  about: string
  metric: { Namespace: string; MetricName: string; Dimensions?: unknown[] }
  above: number
  minutes: number
  silence: 'breaching' | 'notBreaching'
}

const WATCHES: Record<string, Watch> = {
  // Measured every minute by the relay and the sweep, zero included: silence means that they no longer run.
  OldestDebtAlarm: {
    about: 'A message has been owed for over two minutes, or the relay does not run',
    metric: { ...MEASURED, MetricName: 'OldestDebtSeconds' },
    above: 120,
    minutes: 2,
    silence: 'breaching',
  },
  OldestOverdueAlarm: {
    about: 'A clock has been overdue for over three minutes, or the sweep does not run',
    metric: { ...MEASURED, MetricName: 'OldestOverdueSeconds' },
    above: 180,
    minutes: 2,
    silence: 'breaching',
  },
  ReconcilerFixedAlarm: {
    about: 'The reconciler had to finish what the fast path left undone: the fast path is broken',
    metric: { ...MEASURED, MetricName: 'ReconcilerFixed' },
    above: 0,
    minutes: 1,
    silence: 'notBreaching',
  },
}

/** All alarms go to one topic. It is not encrypted with the AWS managed key, because CloudWatch may not use that one. */
export function renderAlarms(queues: readonly QueueName[]): Resources {
  const dead = Object.fromEntries(queues.map((queue) => [`${deadQueueId(queue)}Alarm`, deadLetters(queue)]))
  return {
    AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: `${STACK}-alarms` } },
    ...Object.fromEntries(
      Object.entries({ ...WATCHES, ...dead }).map(([id, watch]) => [id, renderAlarm(id, watch)]),
    ),
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

import { arnOf, deadQueueId, type Resource, STACK, sub } from './render-names.ts'
import { QUEUES, type QueueName } from './stack.ts'

const DAY = 24 * 3600

/** A batch may be retried several times inside Lambda before its messages may be seen again: AWS asks for six times. */
const HIDDEN = 6

export function renderQueue(name: QueueName): Resource {
  const { timeoutSeconds, attempts } = QUEUES[name]
  return {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: `${STACK}-${name}`,
      SqsManagedSseEnabled: true,
      VisibilityTimeout: HIDDEN * timeoutSeconds,
      MessageRetentionPeriod: 4 * DAY,
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadQueueId(name)), maxReceiveCount: attempts },
    },
  }
}

/** Messages keep their age when they move, so the dead queue keeps them longer than the queue they come from. */
export function renderDeadQueue(name: QueueName): Resource {
  return {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: `${STACK}-${name}-dead`,
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * DAY,
      // By name, not by Fn::GetAtt: each of the two queues would wait for the other.
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: [
          sub(`arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:${STACK}-${name}`),
        ],
      },
    },
  }
}

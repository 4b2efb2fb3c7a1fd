import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { QUEUES, type QueueName, queueEnv } from '../../lib/stack/stack.ts'

const DAY = 24 * 3600

/** A batch may be retried inside Lambda before its messages may be seen again: AWS asks for six timeouts. */
const HIDDEN = 6

/**
 * Makes every queue of the stack with its dead-letter queue, or sets an existing one right, and returns their addresses
 * as the functions are told them. `visibilitySeconds` is for tests that cannot wait out six timeouts.
 */
export async function createQueues(
  sqs: SQSClient,
  prefix: string,
  visibilitySeconds?: number,
): Promise<Record<string, string>> {
  const made = Object.entries(QUEUES).map(async ([name, { attempts, timeoutSeconds }]) => {
    const dead = await create(sqs, `${prefix}-${name}-dead`, { MessageRetentionPeriod: String(14 * DAY) })
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ['QueueArn'] }),
    )
    const url = await create(sqs, `${prefix}-${name}`, {
      MessageRetentionPeriod: String(4 * DAY),
      VisibilityTimeout: String(visibilitySeconds ?? HIDDEN * timeoutSeconds),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: Attributes!.QueueArn, maxReceiveCount: attempts }),
    })
    return [queueEnv(name as QueueName), url]
  })
  return Object.fromEntries(await Promise.all(made)) as Record<string, string>
}

async function create(
  sqs: SQSClient,
  QueueName: string,
  Attributes: Record<string, string>,
): Promise<string> {
  // Two calls: creating a queue that exists with other attributes is refused.
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }))
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }))
  return QueueUrl!
}

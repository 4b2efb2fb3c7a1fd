import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { MINUTE } from '../../lib/kernel/instant.ts'
import { agreedClock, listening } from '../../lib/platform/clock.ts'
import { withEngines } from '../support/engines.ts'

const engines = withEngines()

test('a function whose host is five minutes ahead has the right time after its first look at a table', async () => {
  const { env } = engines()
  const ahead = () => performance.timeOrigin + performance.now() + 5 * MINUTE
  const clock = agreedClock(ahead, () => {})
  const db = listening(
    new DynamoDBClient({
      region: env.AWS_REGION!,
      endpoint: env.AWS_ENDPOINT_URL_DYNAMODB!,
      credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
    }),
    clock,
  )
  await db.send(new GetItemCommand({ TableName: env.REPORTS_TABLE!, Key: { id: { S: 'nobody' } } }))
  expect(ahead() - clock.now()).toBeGreaterThanOrEqual(5 * MINUTE)
  expect(ahead() - clock.now()).toBeLessThan(5 * MINUTE + 2_000)
  db.destroy()
})

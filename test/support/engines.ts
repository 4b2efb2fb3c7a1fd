import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import { type EngineOptions, type Engines, startEngines } from '../../local/engines/engines.ts'

export type TestEngines = Engines & { db: DynamoDBClient; sqs: SQSClient; dataDir: string }

/** The real engines with empty tables and queues, in a folder of their own that goes with them; in memory where there is one. */
export async function testEngines(options: Omit<EngineOptions, 'dataDir'> = {}): Promise<TestEngines> {
  const dataDir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fenghuang-'))
  const engines = await startEngines({ ...options, dataDir })
  const { db, sqs } = clientsFor(engines.env)
  const stop = async () => {
    db.destroy()
    sqs.destroy()
    await engines.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  // Copied by descriptor: `pids` changes when an engine is started again.
  return Object.defineProperties({ db, sqs, dataDir } as TestEngines, {
    ...Object.getOwnPropertyDescriptors(engines),
    stop: { value: stop },
  })
}

/** For all tests of a file: started before the first, gone after the last. */
export function withEngines(options?: Omit<EngineOptions, 'dataDir'>): () => TestEngines {
  let engines: TestEngines
  beforeAll(async () => {
    engines = await testEngines(options)
  })
  afterAll(() => engines.stop())
  return () => engines
}

function clientsFor(env: Record<string, string>) {
  const access = {
    region: env.AWS_REGION!,
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
  }
  return {
    db: new DynamoDBClient({ ...access, endpoint: env.AWS_ENDPOINT_URL_DYNAMODB! }),
    sqs: new SQSClient({ ...access, endpoint: env.AWS_ENDPOINT_URL_SQS! }),
  }
}

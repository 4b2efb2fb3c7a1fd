import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '../process/launch.ts'
import { LOOPBACK } from '../process/ports.ts'

export const DYNOXIDE = 'dynoxide 1.2.1'

/**
 * DynamoDB on this machine: a file database with one fsync per commit, so what it has acknowledged outlives kill -9.
 * It keeps no index on its stream records and slows down with each; our tables have no streams.
 */
export function dynoxide(dataDir: string, port: number): Command {
  return {
    name: 'dynoxide',
    file: binary(),
    args: ['serve', '--host', LOOPBACK, '-p', String(port), '--db-path', join(dataDir, 'tables.db')],
    logFile: join(dataDir, 'dynoxide.log'),
    isReady: () => answersListTables(port),
  }
}

function binary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`
  const file = join(process.cwd(), 'node_modules', name, 'dynoxide')
  if (existsSync(file)) return file
  throw new Error(
    `内置数据库没有本机（${process.platform}-${process.arch}）的版本 · no embedded database for this platform (${name}).
  --engine dynamodb-local   Amazon DynamoDB Local: install it and Java yourself, DYNAMODB_LOCAL_JAR=/path/DynamoDBLocal.jar
  --engine aws              tables and queues in your AWS account`,
  )
}

/** Ready when it answers as a database does, not when its port is open. */
export async function answersListTables(port: number): Promise<boolean> {
  const answer = await fetch(`http://${LOOPBACK}:${port}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-date': '20260101T000000Z',
    },
    body: '{}',
  })
  await answer.arrayBuffer()
  return answer.ok
}

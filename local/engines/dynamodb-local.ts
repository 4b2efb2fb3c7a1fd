import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from '../process/launch.ts'
import { answersListTables } from './dynoxide.ts'

export const DYNAMODB_LOCAL = 'DynamoDB Local'

/**
 * Amazon's own engine, for those who installed it: its licence binds whoever does, so it is no dependency. It listens on
 * all interfaces and has no option against it.
 */
export function dynamodbLocal(dataDir: string, port: number): Command {
  const jar = process.env.DYNAMODB_LOCAL_JAR
  if (!jar || !existsSync(jar))
    throw new Error(
      '请先安装 DynamoDB Local 和 Java，并设置 DYNAMODB_LOCAL_JAR=/path/DynamoDBLocal.jar · install DynamoDB Local and Java, then name the jar in DYNAMODB_LOCAL_JAR',
    )
  const tables = join(dataDir, 'dynamodb-local')
  mkdirSync(tables, { recursive: true })
  return {
    name: DYNAMODB_LOCAL,
    file: 'java',
    args: [
      `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`,
      ...['-jar', jar, '-port', String(port), '-sharedDb', '-dbPath', tables, '-disableTelemetry'],
    ],
    logFile: join(dataDir, 'dynamodb-local.log'),
    isReady: () => answersListTables(port),
  }
}

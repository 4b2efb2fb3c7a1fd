import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BUCKETS,
  type BucketName,
  bucketEnv,
  QUEUES,
  type QueueName,
  queueEnv,
  type SettingName,
  TABLES,
  type TableName,
  tableEnv,
} from '../lib/stack/stack.ts'
import { DYNAMODB_LOCAL } from './engines/dynamodb-local.ts'
import { DYNOXIDE } from './engines/dynoxide.ts'
import { FAUXQS } from './engines/fauxqs.ts'
import { CLIENT_ID } from './oidc/provider.ts'

export type Engine = 'dynoxide' | 'dynamodb-local' | 'aws'
export type Environment = Record<string, string>

const NAMES = { dynoxide: DYNOXIDE, 'dynamodb-local': DYNAMODB_LOCAL, aws: 'dynamodb' }

/** The settings that serverless.yml gives on AWS, for this machine. */
export function settingsFor(engine: Engine, publicUrl: string, issuer: string): Record<SettingName, string> {
  return {
    PUBLIC_URL: publicUrl,
    // A page of this machine may only connect to where it came from; local/uploads.ts passes files on.
    UPLOAD_ORIGIN: publicUrl,
    OUTBOUND: 'loopback',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    STACK_ENGINE: NAMES[engine],
    STACK_QUEUE: engine === 'aws' ? 'sqs' : FAUXQS,
    STAGE: 'local',
    STACK_VERSION: JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')).version,
  }
}

/**
 * What a function's process gets: what the stack gives it and nothing of the shell that started it, as on Lambda. The SDK
 * is kept from looking for profiles and from asking a machine in a cloud for credentials.
 */
export function sealed(env: Environment): Environment {
  const { PATH = '', HOME = '', NODE_OPTIONS } = process.env
  return {
    ...{ PATH, HOME, TZ: 'UTC', ...(NODE_OPTIONS && { NODE_OPTIONS }) },
    ...{
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    ...env,
  }
}

/** For `--engine aws`: tables, queues, buckets and credentials come from the shell, which must name them all. */
export function environmentOfShell(): Environment {
  const names = [
    ...(Object.keys(TABLES) as TableName[]).map(tableEnv),
    ...(Object.keys(QUEUES) as QueueName[]).map(queueEnv),
    ...(Object.keys(BUCKETS) as BucketName[]).map(bucketEnv),
    'AWS_REGION',
  ]
  const missing = names.filter((name) => !process.env[name])
  if (missing.length > 0)
    throw new Error(`--engine aws 还缺这些环境变量 · these are not set:\n  ${missing.join('\n  ')}`)
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

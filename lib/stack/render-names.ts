import type { BucketName, FunctionName, QueueName, ServiceName, TableName } from './stack.ts'

export type Resource = {
  Type: string
  Properties: Record<string, unknown>
  DependsOn?: string[]
  DeletionPolicy?: 'Retain'
  UpdateReplacePolicy?: 'Retain'
}
export type Resources = Record<string, Resource>

// Two spellings of `${…}`: `self:` and `sls:` are filled in when packaging, `AWS::` by CloudFormation inside a `sub`.

/** Every name starts with it: fenghuang-dev. */
export const STACK = '${self:service}-${sls:stage}'

const pascal = (name: string) => `${name[0]!.toUpperCase()}${name.slice(1)}`

export const tableId = (name: TableName) => `${pascal(name)}Table`
export const queueId = (name: QueueName) => `${pascal(name)}Queue`
export const deadQueueId = (name: QueueName) => `${pascal(name)}DeadQueue`
export const bucketId = (name: BucketName) => `${pascal(name)}Bucket`
export const roleId = (name: FunctionName) => `${pascal(name)}Role`
export const logGroupId = (name: ServiceName) => `${pascal(name)}LogGroup`
/** One log for a service: a group for each function would take a sixth of what a CloudFormation stack may hold. */
export const logGroupName = (name: ServiceName) => `/${STACK}/${name}`

/** Bucket names are taken or free for everybody, so they carry the account. */
export const bucketName = (name: BucketName) => sub(`${STACK}-${name}-\${AWS::AccountId}`)

export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] })
export const sub = (text: string) => ({ 'Fn::Sub': text })

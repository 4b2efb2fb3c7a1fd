import { bucketId, queueId, STACK, sub, tableId } from './render-names.ts'
import {
  bucketEnv,
  queueEnv,
  reachOf,
  type SecretName,
  type ServiceName,
  type SettingName,
  tableEnv,
} from './stack.ts'

/** What differs between stages is asked for under `custom` in serverless.yml; a stage that does not say it is not packaged. */
const SETTINGS: Record<SettingName, unknown> = {
  PUBLIC_URL: '${self:custom.PUBLIC_URL}',
  // Phones send files to the bucket itself. With something in front of it, this is that address.
  UPLOAD_ORIGIN: sub(`https://\${${bucketId('staging')}.RegionalDomainName}`),
  OUTBOUND: 'public',
  OIDC_ISSUER: '${self:custom.OIDC_ISSUER}',
  OIDC_CLIENT_ID: '${self:custom.OIDC_CLIENT_ID}',
  STACK_ENGINE: 'dynamodb',
  STACK_QUEUE: 'sqs',
  STACK_VERSION: '${file(package.json):version}',
  STAGE: '${sls:stage}',
}

/**
 * Secrets are made by hand before the first deploy and never pass through here: one secret `fenghuang-<stage>-keys` in
 * Secrets Manager, a JSON object with a field per name. CloudFormation reads it while deploying, so a rotated key takes a
 * deploy, and whoever may read a function's configuration may read its secrets.
 */
const secret = (name: SecretName) => `{{resolve:secretsmanager:${STACK}-keys:SecretString:${name}}}`

/** The names, addresses, settings and secrets that a service's code can reach, and nothing else. */
export function renderEnvironment(service: ServiceName): Record<string, unknown> {
  const { tables, queues, buckets, settings, secrets } = reachOf(service)
  return Object.fromEntries([
    ...tables.map((name) => [tableEnv(name), { Ref: tableId(name) }]),
    ...queues.map((name) => [queueEnv(name), { Ref: queueId(name) }]),
    ...buckets.map((name) => [bucketEnv(name), { Ref: bucketId(name) }]),
    ...settings.map((name) => [name, SETTINGS[name]]),
    ...secrets.map((name) => [name, secret(name)]),
  ])
}

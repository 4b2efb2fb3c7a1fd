import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  BUCKETS,
  type Bucket,
  type FunctionName,
  QUEUES,
  SERVICES,
  serviceOf,
  TABLES,
  type Table,
} from '../../lib/stack/stack.ts'

// biome-ignore lint/suspicious/noExplicitAny: a tree of JSON whose shape only CloudFormation knows
export type Any = any
export type Resource = Record<
  'Type' | 'Properties' | 'DependsOn' | 'DeletionPolicy' | 'UpdateReplacePolicy',
  Any
>
export type Template = Record<string, Resource>

const root = process.cwd()
const inEachService = (file: string) => Object.keys(SERVICES).map((service) => `functions/${service}/${file}`)

/** What local/package.ts copies beside a bundle. */
export const NATIVE_FOLDER = 'functions/media/node_modules/'

/** No account, no home folder, nothing of the shell that runs the tests: what packages here packages anywhere. */
const OFFLINE = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
}

type Packaged = {
  template: Template
  tags: Record<string, string>
  /** The zip of each function, as text: the names of its files can be read in it. */
  zips: Record<string, string>
  complaint: string
}

/**
 * What `serverless package` would upload, or what it complains about. It runs for real, in a folder that holds only what
 * the template is made from, with empty bundles: nothing needs to be built first.
 */
export function packaged(...args: string[]): Packaged {
  const folder = mkdtempSync(join(tmpdir(), 'fenghuang-template-'))
  try {
    for (const file of ['serverless.yml', 'package.json', 'lib/stack', ...inEachService('functions.yml')])
      cpSync(join(root, file), join(folder, file), { recursive: true })
    for (const bundle of [
      ...inEachService('handlers.cjs'),
      'web/page.html',
      `${NATIVE_FOLDER}sharp/index.cjs`,
    ]) {
      mkdirSync(join(folder, '.build', dirname(bundle)), { recursive: true })
      writeFileSync(join(folder, '.build', bundle), '')
    }
    const framework = join(root, 'node_modules/serverless/bin/serverless.js')
    const run = spawnSync(process.execPath, [framework, 'package', ...args], {
      cwd: folder,
      env: OFFLINE,
      encoding: 'utf8',
    })
    if (run.status !== 0) return { template: {}, tags: {}, zips: {}, complaint: run.stdout + run.stderr }
    const made = (file: string) => readFileSync(join(folder, '.serverless', file), 'latin1')
    return {
      template: JSON.parse(made('cloudformation-template-update-stack.json')).Resources,
      tags: JSON.parse(made('serverless-state.json')).service.provider.stackTags,
      zips: Object.fromEntries(
        readdirSync(join(folder, '.serverless'))
          .filter((file) => file.endsWith('.zip'))
          .map((file) => [file.slice(0, -'.zip'.length), made(file)]),
      ),
      complaint: '',
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What CloudFormation calls the thing that stack.ts calls `name`: ReportsTable, RoutingQueue, RouteReportRole. */
export const idFor = (name: string, kind: string) => `${name[0]!.toUpperCase()}${name.slice(1)}${kind}`

export function ofType(template: Template, type: string): [id: string, properties: Any][] {
  return Object.entries(template).flatMap(([id, one]) => (one.Type === type ? [[id, one.Properties]] : []))
}

/** The logical id that a `Ref` or an `Fn::GetAtt` leads to. */
export const idOf = (value: Any): string => value?.Ref ?? value?.['Fn::GetAtt']?.[0]

/** Every logical id that a resource waits for or is made from. */
export function needsOf({ Properties, DependsOn = [] }: Resource): string[] {
  const needs = [DependsOn].flat()
  JSON.stringify(Properties, (key, value) => {
    if (key === 'Ref' || key === 'Fn::GetAtt') needs.push([value].flat()[0])
    if (key === 'Fn::Sub') needs.push(...Array.from(value.matchAll(/\$\{(\w+)[.}]/g), ([, id]: Any) => id))
    return value
  })
  return needs.filter((id: string) => !id.startsWith('AWS::'))
}

/** Every right of a role as `action on resource`, a resource being a logical id, perhaps with a path, or what is written. */
export function rightsOf(role: Resource): string[] {
  const spell = (resource: Any) =>
    resource['Fn::Sub']?.replace(/\$\{(\w+)\.Arn\}/, '$1') ?? idOf(resource) ?? resource
  return role.Properties.Policies.flatMap(({ PolicyDocument }: Any) =>
    PolicyDocument.Statement.flatMap(({ Action, Resource }: Any) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((one) => `${action} on ${spell(one)}`)),
    ),
  ).sort()
}

/** What lib/stack/stack.ts grants a function, in the words of `rightsOf`. Said here again on purpose, and not imported. */
export function grantsOf(name: FunctionName): string[] {
  const log = idFor(serviceOf(name), 'LogGroup')
  const always = [`logs:CreateLogStream on ${log}`, `logs:PutLogEvents on ${log}`]
  const traces = ['xray:PutTraceSegments on *', 'xray:PutTelemetryRecords on *'] // X-Ray has no resources to name
  const onTables = Object.entries<Table>(TABLES).flatMap(
    ([table, { writers, readers, listers, indexes }]) => {
      const id = idFor(table, 'Table')
      const grant = (who: readonly string[], ...actions: string[]) =>
        who.includes(name) ? actions.map((action) => `dynamodb:${action}`) : []
      return [
        ...grant(writers, `PutItem on ${id}`),
        ...(table === 'history'
          ? []
          : grant(writers, `GetItem on ${id}`, `BatchGetItem on ${id}`, `UpdateItem on ${id}`)),
        ...grant(readers, `GetItem on ${id}`, `BatchGetItem on ${id}`),
        ...grant(listers, `Query on ${id}`, `BatchGetItem on ${id}`),
        ...(Object.keys(indexes).length > 0 ? grant(listers, `Query on ${id}/index/*`) : []),
      ]
    },
  )
  const onQueues = Object.entries(QUEUES).flatMap(([queue, { senders, consumer }]) =>
    [
      ...((senders as readonly string[]).includes(name) ? ['SendMessage'] : []),
      ...(consumer === name ? ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'] : []),
    ].map((action) => `sqs:${action} on ${idFor(queue, 'Queue')}`),
  )
  const onBuckets = Object.entries<Bucket>(BUCKETS).flatMap(([bucket, { writers, readers }]) => {
    const id = idFor(bucket, 'Bucket')
    return [
      ...(writers.includes(name) ? [`s3:PutObject on ${id}/*`] : []),
      ...(readers.includes(name) ? [`s3:GetObject on ${id}/*`, `s3:ListBucket on ${id}`] : []),
    ]
  })
  return [...new Set([...always, ...traces, ...onTables, ...onQueues, ...onBuckets])].sort()
}

import { ROUTES, type Route } from '../../lib/contracts/http.ts'
import { type Metric, measureTo } from '../../lib/platform/log.ts'
import * as stack from '../../lib/stack/stack.ts'
import {
  type Any,
  grantsOf,
  idFor,
  idOf,
  NATIVE_FOLDER,
  needsOf,
  ofType,
  packaged,
  rightsOf,
} from '../support/template.ts'

const { template, tags, zips, complaint } = packaged()
const functions = Object.values(stack.SERVICES).flatMap((one): readonly stack.FunctionName[] => one.functions)
const queues = Object.entries<stack.Queue>(stack.QUEUES)
const routes = Object.entries<Route>(ROUTES)
const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(([, alarm]) => alarm)
const WHOLE_MAPS = ['importAreas', 'publishMap', 'exportAreas']
const SHOWS_PAGES = ['showForm', 'postForm', 'serveAsset', 'showConsole']
/** Pages with more than one address: the contract knows the first. */
const MORE_ADDRESSES = {
  showConsole: ['GET /console'],
  showForm: ['GET /report', 'GET /follow', 'GET /privacy'],
  postForm: ['POST /report', 'POST /follow'],
  serveAsset: ['GET /sw.js'],
}
const SCHEDULED = [
  'sweepReports',
  'sweepCampaigns',
  'sweepDeliveries',
  'sweepPosts',
  'sweepAreas',
  'sweepUploads',
  'watchCalendar',
  'countIndicators',
  'payDebts',
]

const properties = (name: string, kind: string) => template[idFor(name, kind)]?.Properties
const lambda = (name: string) => properties(name, 'LambdaFunction')
const rights = (name: string) => rightsOf(template[idOf(lambda(name).Role)]!)
const runs = (name: string) => idFor(name, 'LambdaFunction')

describe('the stack', () => {
  test('packages without an account', () => {
    expect(complaint).toBe('')
  })

  test('does not package for a stage that has not said where it lives', () => {
    expect(packaged('--stage', 'prod').complaint).toContain('"custom.PUBLIC_URL": Value not found')
  })

  test('fits CloudFormation in any partition', () => {
    expect(Object.keys(template).length).toBeLessThan(480) // it stops at 500
    expect(JSON.stringify(template)).not.toContain('arn:aws')
  })

  test('says on everything whose it is', () => {
    expect(Object.keys(tags)).toEqual(['app', 'stage', 'cost-center'])
  })

  test('has nothing that waits for itself, or for what does not exist', () => {
    for (const [name, one] of Object.entries(template)) {
      const reached = new Set(needsOf(one))
      for (const need of reached) for (const next of needsOf(template[need]!)) reached.add(next)
      expect([name, reached.has(name)]).toEqual([name, false])
    }
  })
})

describe('a function', () => {
  test('is deployed under its name, and no other is', () => {
    const deployed = ofType(template, 'AWS::Lambda::Function').map(
      ([, one]) => `${one.FunctionName} ${one.Handler}`,
    )
    const bundle = (name: stack.FunctionName) => `.build/functions/${stack.serviceOf(name)}/handlers.${name}`
    expect(deployed.sort()).toEqual(functions.map((name) => `fenghuang-dev-${name} ${bundle(name)}`).sort())
  })

  test('carries the bundle of its service, the pages if it shows them, machine code if it draws, and nothing else', () => {
    for (const name of functions) {
      const files = new Set(zips[name]?.match(/[\w./]+\.(cjs|html|json|ts|yml)/g))
      const bundle = `.build/functions/${stack.serviceOf(name)}/handlers.cjs`
      expect([name, ...files]).toEqual([
        name,
        bundle,
        ...(name === 'processUploads' ? [`.build/${NATIVE_FOLDER}sharp/index.cjs`] : []),
        ...(SHOWS_PAGES.includes(name) ? ['.build/web/page.html'] : []),
      ])
    }
  })

  test.each(functions)('%s is told exactly what its service can reach', (name) => {
    const reach = stack.reachOf(stack.serviceOf(name))
    const told = lambda(name).Environment?.Variables ?? {}
    const names = [
      ...reach.tables.map(stack.tableEnv),
      ...reach.queues.map(stack.queueEnv),
      ...reach.buckets.map(stack.bucketEnv),
    ]
    expect(Object.keys(told).sort()).toEqual([...names, ...reach.settings, ...reach.secrets].sort())
    expect(reach.tables.map((table) => idOf(told[stack.tableEnv(table)]))).toEqual(
      reach.tables.map((table) => idFor(table, 'Table')),
    )
    expect(reach.queues.map((queue) => idOf(told[stack.queueEnv(queue)]))).toEqual(
      reach.queues.map((queue) => idFor(queue, 'Queue')),
    )
    expect(reach.buckets.map((bucket) => idOf(told[stack.bucketEnv(bucket)]))).toEqual(
      reach.buckets.map((bucket) => idFor(bucket, 'Bucket')),
    )
    for (const secret of reach.secrets)
      expect(told[secret]).toMatch(/^\{\{resolve:secretsmanager:fenghuang-dev-keys:/)
  })

  test('of each service keeps its log for a year, and so does the gateway', () => {
    const logs = ofType(template, 'AWS::Logs::LogGroup')
    expect(logs).toHaveLength(Object.keys(stack.SERVICES).length + 1)
    for (const [, log] of logs) expect(log.RetentionInDays).toBe(365)
  })

  test('runs every minute where the stack must look after itself', () => {
    const rules = ofType(template, 'AWS::Events::Rule').map(
      ([, one]) => `${one.ScheduleExpression} ${idOf(one.Targets[0].Arn)}`,
    )
    expect(rules.sort()).toEqual(SCHEDULED.map((name) => `rate(1 minute) ${runs(name)}`).sort())
  })
})

describe('a role', () => {
  test('belongs to one function', () => {
    const roles = functions.map((name) => idOf(lambda(name).Role))
    expect([...roles, 'HttpApiRole'].sort()).toEqual(
      ofType(template, 'AWS::IAM::Role')
        .map(([id]) => id)
        .sort(),
    )
  })

  test.each(functions)('of %s grants what the stack says and nothing else', (name) => {
    expect(rights(name)).toEqual(grantsOf(name))
  })

  test('names every action and every thing; nobody deletes or scans', () => {
    const all = functions.flatMap(rights)
    expect(all.filter((right) => /^\S*\*|dynamodb:Delete|dynamodb:Scan|s3:Delete/.test(right))).toEqual([])
    expect(all.filter((right) => right.endsWith(' on *') && !right.startsWith('xray:Put'))).toEqual([])
  })

  test.each([
    ['submitReport', 'read the history it files', /(Get|Query)\w* on HistoryTable/],
    ['moveReport', 'change a line of history', /Update\w* on HistoryTable/],
    ['showForm', 'write or send anything', /PutItem|UpdateItem|SendMessage/],
    ['deliver', 'look at a report', / on ReportsTable/],
    ['sweepReports', 'touch what it sweeps', /(Put|Update)Item/],
    ['health', 'look at sessions', / on SessionsTable/],
  ])('does not let %s %s', (name, _, forbidden) => {
    expect(rights(name).filter((right) => forbidden.test(right))).toEqual([])
  })
})

describe('a route', () => {
  test('of the contract has one trigger, and every trigger a route', () => {
    const open = ofType(template, 'AWS::ApiGatewayV2::Route').map(([, { RouteKey, Target }]) => {
      const integration = template[Target['Fn::Join'][1].map(idOf).find(Boolean)]
      return `${RouteKey} ${idOf(integration?.Properties.IntegrationUri)}`
    })
    const promised = routes.map(([name, { method, path }]) => `${method} ${path} ${runs(name)}`)
    const more = Object.entries(MORE_ADDRESSES).flatMap(([name, addresses]) =>
      addresses.map((address) => `${address} ${runs(name)}`),
    )
    expect(open.sort()).toEqual([...promised, ...more].sort())
  })

  test('is called in the role of the API, which may call what has a route and do nothing else', () => {
    const integrations = ofType(template, 'AWS::ApiGatewayV2::Integration').map(([, one]) => one)
    for (const { CredentialsArn } of integrations) expect(idOf(CredentialsArn)).toBe('HttpApiRole')
    const mayCall = routes.map(([name]) => `lambda:InvokeFunction on ${runs(name)}`)
    expect(rightsOf(template.HttpApiRole!).sort()).toEqual(mayCall.sort())
    // IAM takes 10,240 characters of a role's policies; an ARN is up to 110.
    expect(mayCall.length * 110).toBeLessThan(10_240)
  })

  test('answers within ten seconds, or within those the gateway waits when it goes through a whole map', () => {
    const seconds = (name: string) => (WHOLE_MAPS.includes(name) ? 29 : 10)
    expect(routes.filter(([name]) => lambda(name).Timeout !== seconds(name)).map(([name]) => name)).toEqual(
      [],
    )
  })

  test('is logged by its pattern: no token, number, PIN or address', () => {
    const { Format } = ofType(template, 'AWS::ApiGatewayV2::Stage')[0]![1].AccessLogSettings
    const logged = ['requestId', 'responseLatency', 'routeKey', 'status'].map((one) => `$context.${one}`)
    expect(Format.match(/\$[\w.]+/g).sort()).toEqual(logged)
    expect(JSON.parse(Format)).toBeInstanceOf(Object)
  })
})

describe.each(queues)('the queue %s', (name, { consumer, attempts, batch, concurrency, timeoutSeconds }) => {
  const queue = () => properties(name, 'Queue')
  const dead = () => properties(name, 'DeadQueue')

  test('starts its consumer, and one bad message does not repeat its whole batch', () => {
    const triggers = ofType(template, 'AWS::Lambda::EventSourceMapping').map(([, one]) => one)
    const own = triggers.filter((one) => idOf(one.EventSourceArn) === idFor(name, 'Queue'))
    expect(triggers).toHaveLength(queues.length)
    expect(own.map((one) => idOf(one.FunctionName))).toEqual([runs(consumer)])
    expect(own[0].FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
    expect([own[0].BatchSize, own[0].ScalingConfig.MaximumConcurrency]).toEqual([batch, concurrency])
  })

  test('hides a message for at least six times what its consumer may take', () => {
    expect(lambda(consumer).Timeout).toBe(timeoutSeconds)
    expect(queue().VisibilityTimeout).toBeGreaterThanOrEqual(6 * lambda(consumer).Timeout)
  })

  test('gives up after its attempts, and keeps what failed for fourteen days', () => {
    expect(queue().RedrivePolicy.maxReceiveCount).toBe(attempts)
    expect(idOf(queue().RedrivePolicy.deadLetterTargetArn)).toBe(idFor(name, 'DeadQueue'))
    expect(dead().MessageRetentionPeriod).toBe(14 * 24 * 3600)
    expect(queue().MessageRetentionPeriod).toBeLessThan(dead().MessageRetentionPeriod)
    expect(dead().RedriveAllowPolicy.sourceQueueArns.map((arn: object) => Object.values(arn)[0])).toEqual([
      expect.stringMatching(new RegExp(`:${queue().QueueName}$`)),
    ])
  })

  test('is encrypted at rest, and so is its dead-letter queue', () => {
    expect([queue().SqsManagedSseEnabled, dead().SqsManagedSseEnabled]).toEqual([true, true])
  })

  test('raises an alarm as soon as one message is dead', () => {
    const [alarm, ...more] = alarms.filter(({ Dimensions = [] }) =>
      Dimensions.some(({ Value }: Any) => idOf(Value) === idFor(name, 'DeadQueue')),
    )
    expect(more).toEqual([])
    expect(alarm).toMatchObject({ Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible' })
    expect(alarm).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      EvaluationPeriods: 1,
    })
  })
})

test('there is no queue without a consumer or a dead-letter queue', () => {
  const all = queues.flatMap(([name]) => [idFor(name, 'Queue'), idFor(name, 'DeadQueue')])
  expect(
    ofType(template, 'AWS::SQS::Queue')
      .map(([id]) => id)
      .sort(),
  ).toEqual(all.sort())
})

describe.each(Object.entries<stack.Table>(stack.TABLES))('the table %s', (name, { key, indexes, ttl }) => {
  const table = () => properties(name, 'Table')
  const keyOf = (one: Any) => one.KeySchema.map(({ AttributeName }: Any) => AttributeName)

  test('survives mistakes: backups, encryption, no deletion with the stack or by hand', () => {
    expect(table().PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true })
    expect(table().SSESpecification).toEqual({ SSEEnabled: true })
    expect(table().DeletionProtectionEnabled).toBe(true)
    expect(template[idFor(name, 'Table')]).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    })
  })

  test('has the key, the indexes and the expiry that the stack says', () => {
    const { GlobalSecondaryIndexes: given = [], AttributeDefinitions, TimeToLiveSpecification } = table()
    expect(keyOf(table())).toEqual(key)
    expect(Object.fromEntries(given.map((one: Any) => [one.IndexName, keyOf(one)]))).toEqual(indexes)
    for (const one of given) expect(one.Projection).toEqual({ ProjectionType: 'KEYS_ONLY' })
    expect(TimeToLiveSpecification?.AttributeName).toBe(ttl)
    const defined = new Set([...key, ...Object.values(indexes).flat()])
    expect(AttributeDefinitions).toHaveLength(defined.size)
    for (const one of AttributeDefinitions)
      expect(one.AttributeType).toBe(one.AttributeName === 'seq' ? 'N' : 'S')
  })
})

describe.each(Object.entries<stack.Bucket>(stack.BUCKETS))('the bucket %s', (name, { keptDays, tells }) => {
  const bucket = () => properties(name, 'Bucket')

  test('is encrypted and open to nobody outside, and stays when the stack goes', () => {
    expect(JSON.stringify(bucket().BucketEncryption)).toContain('AES256')
    expect(Object.values(bucket().PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
    expect(template[idFor(name, 'Bucket')]).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    })
  })

  test('refuses what comes unencrypted', () => {
    const policy = properties(name, 'BucketPolicy')
    expect(idOf(policy.Bucket)).toBe(idFor(name, 'Bucket'))
    expect(policy.PolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ])
  })

  test('tells its queue of each file a phone sends, which only our own page may ask a browser to', () => {
    const { NotificationConfiguration, CorsConfiguration } = bucket()
    if (!tells) return expect([NotificationConfiguration, CorsConfiguration]).toEqual([undefined, undefined])
    const [told] = NotificationConfiguration.QueueConfigurations
    expect([told.Event, idOf(told.Queue)]).toEqual(['s3:ObjectCreated:*', idFor(tells, 'Queue')])
    expect(template[idFor(name, 'Bucket')]!.DependsOn).toEqual([idFor(name, 'BucketArrivalsPolicy')])
    const [allowed] = properties(name, 'BucketArrivalsPolicy').PolicyDocument.Statement
    expect([allowed.Principal.Service, allowed.Action]).toEqual(['s3.amazonaws.com', 'sqs:SendMessage'])
    expect(JSON.stringify(allowed.Condition.ArnEquals)).toContain(bucket().BucketName['Fn::Sub'])
    const [{ AllowedOrigins, AllowedMethods }] = CorsConfiguration.CorsRules
    expect([AllowedOrigins, AllowedMethods]).toEqual([
      [{ 'Fn::GetAtt': ['HttpApi', 'ApiEndpoint'] }],
      ['PUT'],
    ])
  })

  test('keeps an object as long as the stack says', () => {
    const [rule] = bucket().LifecycleConfiguration.Rules
    expect([rule.Status, rule.ExpirationInDays]).toEqual(['Enabled', keptDays])
  })
})

describe('an alarm', () => {
  test.each<[Metric, stack.TableName | undefined, number[], string]>([
    ['OldestDebtSeconds', undefined, [120], 'breaching'], // silence: the relay no longer runs
    ['ReconcilerFixed', undefined, [0], 'notBreaching'],
    ['ClockOffSeconds', undefined, [0], 'notBreaching'],
    ['OldestOverdueSeconds', 'reports', [180, 600], 'breaching'], // silence: the sweep no longer runs
    ['OldestOverdueSeconds', 'campaigns', [180, 600], 'breaching'],
    ['OldestOverdueSeconds', 'deliveries', [180, 600], 'breaching'],
    ['OldestOverdueSeconds', 'posts', [180, 600], 'breaching'],
  ])('watches %s of %s in its stage, where the functions measure it', (metric, of, above, silence) => {
    let line = ''
    const measure = measureTo(
      (text) => {
        line = text
      },
      () => 0,
      'dev',
    )
    measure(metric, 1, of ?? 'relay')
    const said = JSON.parse(line)
    const [{ Namespace, Dimensions, Metrics }] = said._aws.CloudWatchMetrics
    expect(said[Metrics[0].Name]).toBe(1)
    const spelled = (names: string[]) => names.map((Name) => ({ Name, Value: said[Name] }))
    const dimensions = spelled(Dimensions[of ? 1 : 0])
    const own = alarms.filter(
      (one) =>
        one.Namespace === Namespace &&
        one.MetricName === metric &&
        JSON.stringify(one.Dimensions) === JSON.stringify(dimensions),
    )
    expect(own.map(({ Threshold }) => Threshold)).toEqual(above)
    expect(own[0]).toMatchObject({ TreatMissingData: silence, ComparisonOperator: 'GreaterThanThreshold' })
  })

  test('is there for every table that something falls due in', () => {
    const swept = Object.entries(stack.TABLES).flatMap(([name, { indexes }]) =>
      'byDue' in indexes ? [name] : [],
    )
    const watched = alarms
      .filter(({ MetricName }) => MetricName === 'OldestOverdueSeconds')
      .map(({ Dimensions }) => Dimensions[1].Value)
    expect(new Set(watched)).toEqual(new Set(swept))
  })

  test('tells whoever listens to the topic', () => {
    for (const alarm of alarms) expect(alarm.AlarmActions).toEqual([{ Ref: 'AlarmTopic' }])
  })
})

import { SERVICES } from '../../lib/stack/stack.ts'
import { codeOf, filesOf, type Import, importsOf } from '../support/given-imports.ts'

/** Who may import what. `types`: only types may come from there. Change this on purpose or not at all. */
type Rule = { sees?: string[]; types?: string[]; packages?: string[] }

const CORE: Record<string, Rule> = {
  'lib/kernel': {},
  'lib/calendar': { sees: ['lib/kernel', 'lib/grid'], types: ['lib/report'] },
  'lib/sla': { sees: ['lib/kernel'], types: ['lib/calendar'] },
  'lib/media': { sees: ['lib/kernel'] },
  'lib/report': { sees: ['lib/kernel', 'lib/media', 'lib/sla'], types: ['lib/calendar', 'lib/staff'] },
  'lib/grid': { sees: ['lib/kernel'], types: ['lib/report'] },
  'lib/place': { sees: ['lib/grid'], types: ['lib/report'] },
  'lib/campaign': { sees: ['lib/kernel'], types: ['lib/grid', 'lib/report'] },
  'lib/staff': { sees: ['lib/kernel', 'lib/grid', 'lib/sla'], types: ['lib/report'] },
  'lib/insights': { sees: ['lib/kernel', 'lib/grid', 'lib/report', 'lib/sla'], types: ['lib/contracts'] },
  'lib/simulate': {
    sees: ['lib/kernel', 'lib/calendar', 'lib/grid', 'lib/report', 'lib/sla'],
    types: ['lib/contracts'],
  },
  'lib/routing': {
    sees: ['lib/kernel', 'lib/grid', 'lib/report', 'lib/staff'],
    types: ['lib/calendar'],
  },
  'lib/abuse': { sees: ['lib/kernel'] },
  'lib/alerts': {
    sees: ['lib/kernel', 'lib/report', 'lib/sla', 'lib/staff'],
    types: ['lib/contracts', 'lib/grid'],
  },
}
const core = Object.keys(CORE)
const MACHINERY: Record<string, Rule> = {
  'lib/stack': {},
  'lib/contracts': { sees: core, types: ['lib/stack'], packages: ['zod/mini'] },
  'lib/tables': {
    sees: [...core, 'lib/contracts', 'lib/stack'],
    packages: ['zod/mini', '@aws-sdk/client-dynamodb', '@aws-sdk/util-dynamodb'],
  },
  'lib/platform': {
    sees: [...core, 'lib/contracts', 'lib/stack', 'lib/tables'],
    packages: [
      'zod/mini',
      '@middy/core',
      'aws-lambda',
      '@aws-lambda-powertools/logger',
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/client-s3',
      '@aws-sdk/client-sqs',
      '@aws-sdk/s3-request-presigner',
      'altcha-lib',
      'altcha-lib/algorithms/pbkdf2',
      'gcoord',
      'node:crypto',
      'node:fs',
      'node:path',
      'node:zlib',
    ],
  },
}
const lib = [...core, ...Object.keys(MACHINERY)]
const PACKAGES_OF: Record<string, string[]> = {
  media: ['sharp'],
  routing: ['robust-predicates'],
  areas: [
    'robust-predicates',
    'csv-parse/sync',
    'gcoord',
    'pinyin-pro',
    'read-excel-file/node',
    'write-excel-file/node',
  ],
  console: ['openid-client'],
  alerts: ['@wecom/crypto', 'node:crypto', 'node:dns', 'node:events', 'node:http', 'node:https', 'node:net'],
}
/** What residents' phones are drawn from is drawn by the function that serves it, too. */
const PAGES_OF: Record<string, string[]> = { intake: ['web/resident'] }
const services = Object.fromEntries(
  Object.keys(SERVICES).map((service): [string, Rule] => [
    `functions/${service}`,
    { sees: [...lib, ...(PAGES_OF[service] ?? [])], packages: PACKAGES_OF[service] ?? [] },
  ]),
)

const RULES: Record<string, Rule> = { ...CORE, ...MACHINERY, ...services }
const sources = [...filesOf('lib'), ...filesOf('functions')]
const folderOf = (path: string) => path.split('/').slice(0, 2).join('/')
const all = sources.flatMap(importsOf)
const spell = ({ file, target }: Import) => `${file} → ${target}`

test('every folder of lib and functions has its rule, and every import is seen', () => {
  expect([...new Set(sources.map(folderOf))].sort()).toEqual(Object.keys(RULES).sort())
  const written = sources.map(
    (file) => codeOf(file).match(/^import\s|^export .* from |\bimport\('/gm)?.length ?? 0,
  )
  expect(all).toHaveLength(written.reduce((sum, count) => sum + count, 0))
})

describe.each(Object.entries(RULES))('%s', (folder, { sees = [], types = [], packages = [] }) => {
  const own = all.filter(({ file }) => folderOf(file) === folder)

  test('imports only what it may', () => {
    const refused = own.filter(({ target, isInside, isTypeOnly }) => {
      if (!isInside) return !packages.includes(target)
      const from = folderOf(target)
      return from !== folder && !sees.includes(from) && !(isTypeOnly && types.includes(from))
    })
    expect(refused.map(spell)).toEqual([])
  })

  test('has no rule it does not need', () => {
    const used = new Set(own.map(({ target, isInside }) => (isInside ? folderOf(target) : target)))
    const hasTables =
      ['lib/platform', 'lib/tables', 'lib/contracts'].includes(folder) || folder.startsWith('functions/')
    if (!hasTables) expect([...sees, ...types].filter((one) => !used.has(one))).toEqual([])
  })
})

describe('the core', () => {
  const IMPURE =
    /\bprocess\.|Date\.now|new Date\(\)|Math\.random|console\.|\bawait\b|\bfetch\(|\brequire\(|\bglobalThis\b/

  test.each(sources.filter((file) => core.includes(folderOf(file))))('%s is pure', (file) => {
    expect(codeOf(file).match(IMPURE)?.[0]).toBeUndefined()
  })
})

describe('only one file', () => {
  test.each<[string, RegExp, string[]]>([
    [
      'reads the clock, rolls dice and looks at the process',
      /\bDate\.now|new Date\(\)|Math\.random|\bprocess\./,
      ['lib/platform/live.ts'],
    ],
    [
      'makes clients',
      /new (DynamoDB|SQS|S3)Client\(/,
      ['lib/platform/live-objects.ts', 'lib/platform/live.ts'],
    ],
    ['sends to queues', /new SendMessage/, ['lib/platform/publish.ts']],
    ['makes loggers', /new Logger\(/, ['lib/platform/log.ts']],
    ['reads what the stack gives', /\bconfigOf\(/, ['lib/platform/config.ts', 'lib/platform/live.ts']],
    [
      'decides what a refusal is to the outside',
      /instanceof Problem/,
      ['lib/platform/http.ts', 'lib/platform/queue.ts'],
    ],
  ])('%s', (_, pattern, files) => {
    expect(sources.filter((file) => pattern.test(codeOf(file)))).toEqual(files)
  })
})

describe('a service', () => {
  const own = all.filter(({ file }) => file.startsWith('functions/'))

  test('knows no table, queue or bucket by name: it asks for what it needs and says what happened', () => {
    const names = own.filter(
      ({ target, names }) => target.startsWith('lib/stack/') && String(names) !== 'SHARDS',
    )
    expect(names.map(spell)).toEqual([])
    const commands = own.filter(({ target }) => target.startsWith('@aws-sdk/'))
    expect(commands.map(spell)).toEqual([])
  })

  test('takes what is alive in handlers.ts, and nowhere else', () => {
    const alive = own.filter(({ target, isTypeOnly }) => target === 'lib/platform/live.ts' && !isTypeOnly)
    expect(alive.map(({ file }) => file)).toEqual(
      Object.keys(SERVICES)
        .sort()
        .map((name) => `functions/${name}/handlers.ts`),
    )
  })

  test('decides nothing in handlers.ts', () => {
    for (const service of Object.keys(SERVICES))
      expect(codeOf(`functions/${service}/handlers.ts`)).not.toMatch(/\bif \(|\? .* : |\bfor \(/)
  })
})

describe('a page', () => {
  const pages = ['web/resident', 'web/console', 'web/shared']
    .flatMap(filesOf)
    .filter((file) => !file.endsWith('build.ts'))
  const inside = pages.flatMap(importsOf).filter(({ isInside }) => isInside)
  /** Words for fields have no package in them, so they may reach a phone. */
  const HARMLESS = ['lib/contracts/form-words.ts', 'lib/contracts/words.ts']

  test('takes from lib only the pure core and types: no zod and no client reaches a phone', () => {
    const heavy = inside.filter(({ target, isTypeOnly }) => {
      const isOurs = target.startsWith('web/') || core.includes(folderOf(target))
      return !isOurs && !isTypeOnly && !HARMLESS.includes(target)
    })
    expect(heavy.map(spell)).toEqual([])
    expect(HARMLESS.flatMap(importsOf).filter(({ target }) => !HARMLESS.includes(target))).toEqual([])
  })

  test('of residents takes nothing from the console, and the other way round', () => {
    const across = inside.filter(({ file, target }) => {
      const from = folderOf(target)
      return target.startsWith('web/') && from !== folderOf(file) && from !== 'web/shared'
    })
    expect(across.map(spell)).toEqual([])
  })
})

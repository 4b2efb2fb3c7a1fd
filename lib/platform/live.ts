import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import { type CalendarEvent, COUNTY_CALENDAR, type CountyCalendar } from '../calendar/county.ts'
import type { Campaign, CampaignEvent } from '../campaign/campaign.ts'
import type { Directory, DirectoryEvent } from '../grid/editions.ts'
import { instant } from '../kernel/instant.ts'
import { factsOf } from '../report/facts.ts'
import type { Report, ReportEvent } from '../report/report.ts'
import type { ServiceName } from '../stack/stack.ts'
import type { PostEvent, StoredPost } from '../staff/post.ts'
import { bucketsTable } from '../tables/buckets.ts'
import { calendarsTable } from '../tables/calendars.ts'
import { campaignsTable } from '../tables/campaigns.ts'
import { deliveriesTable } from '../tables/deliveries.ts'
import { directoriesTable } from '../tables/directories.ts'
import { codesTable, gridsTable } from '../tables/directory.ts'
import { drawsTable } from '../tables/draws.ts'
import { endpointsTable } from '../tables/endpoints.ts'
import { gridMapsTable } from '../tables/grid-maps.ts'
import { historyTable } from '../tables/history.ts'
import { identitiesTable } from '../tables/identities.ts'
import { indicatorsTable } from '../tables/indicators.ts'
import { policiesTable } from '../tables/policies.ts'
import { postsTable } from '../tables/posts.ts'
import { reportsTable } from '../tables/reports.ts'
import { ruleSetsTable } from '../tables/rule-sets.ts'
import { sessionsTable, staffTable } from '../tables/staff.ts'
import { uploadsTable } from '../tables/uploads.ts'
import { countyCalendar } from './calendar.ts'
import { ledger } from './change.ts'
import { agreedClock, listening } from './clock.ts'
import { configOf } from './config.ts'
import { keyRing } from './keys.ts'
import { logOf, measureTo } from './log.ts'
import { publishTo } from './publish.ts'
import { rungsFinder } from './rungs.ts'

/** Clients, the clock and randomness: made here and nowhere else. Each part is made when first asked for. */
export function live(service: ServiceName) {
  const config = configOf(service, process.env)
  const log = logOf(service)
  const measure = measureTo((line) => process.stdout.write(`${line}\n`), Date.now, config.settings.STAGE)
  const clock = agreedClock(Date.now, (seconds) => {
    log.error('clock off', { count: seconds })
    measure('ClockOffSeconds', Math.abs(seconds), service)
  })
  const now = () => instant(clock.now())
  const clients = lazily({ db: () => listening(new DynamoDBClient({}), clock), sqs: () => new SQSClient({}) })
  const stores = lazily({
    publish: () => publishTo(clients.sqs, config.queues),
    reports: () => reportsTable(clients.db, config.tables.reports),
    campaigns: () => campaignsTable(clients.db, config.tables.campaigns),
    history: () => historyTable(clients.db, config.tables.history),
    codes: () => codesTable(clients.db, config.tables.codes),
    grids: () => gridsTable(clients.db, config.tables.grids, Date.now),
    policies: () => policiesTable(clients.db, config.tables.policies),
    endpoints: () => endpointsTable(clients.db, config.tables.endpoints, Date.now),
    identities: () => identitiesTable(clients.db, config.tables.identities),
    deliveries: () => deliveriesTable(clients.db, config.tables.deliveries),
    directories: () => directoriesTable(clients.db, config.tables.directories),
    gridMaps: () => gridMapsTable(clients.db, config.tables.grids),
    ruleSets: () => ruleSetsTable(clients.db, config.tables.rules),
    posts: () => postsTable(clients.db, config.tables.posts),
    people: () => staffTable(clients.db, config.tables.staff),
    sessions: () => sessionsTable(clients.db, config.tables.sessions),
    uploads: () => uploadsTable(clients.db, config.tables.uploads),
    buckets: () => bucketsTable(clients.db, config.tables.buckets),
    draws: () => drawsTable(clients.db, config.tables.buckets),
    calendars: () => calendarsTable(clients.db, config.tables.calendars),
    indicators: () => indicatorsTable(clients.db, config.tables.indicators),
    codeKeys: () => keyRing(config.secrets.CODE_KEYS),
    pinKeys: () => keyRing(config.secrets.PIN_KEYS),
    dataKeys: () => keyRing(config.secrets.DATA_KEYS),
    mediaKeys: () => keyRing(config.secrets.MEDIA_KEYS),
    floodKeys: () => keyRing(config.secrets.FLOOD_KEYS),
  })
  const ledgers = lazily({
    ledgerOfReports: () =>
      ledger<Report, ReportEvent>({
        table: stores.reports,
        factsOf,
        history: stores.history,
        publish: stores.publish,
        now,
        log,
      }),
    ledgerOfCampaigns: () =>
      ledger<Campaign, CampaignEvent>({
        table: stores.campaigns,
        history: stores.history,
        publish: stores.publish,
        now,
        log,
      }),
    ledgerOfDirectories: () =>
      ledger<Directory, DirectoryEvent>({
        table: stores.directories,
        history: stores.history,
        publish: stores.publish,
        now,
        log,
      }),
    ledgerOfPosts: () =>
      ledger<StoredPost, PostEvent>({
        table: stores.posts,
        history: stores.history,
        publish: stores.publish,
        now,
        log,
      }),
    ledgerOfCalendars: () =>
      ledger<CountyCalendar, CalendarEvent>({
        table: stores.calendars,
        history: stores.history,
        publish: stores.publish,
        now,
        log,
      }),
  })
  const derived = lazily({
    /** Who is on duty over a place. */
    rungs: () => rungsFinder(stores.posts),
    /** The working days as they count now. */
    calendar: () =>
      countyCalendar(async () => (await stores.calendars.find(COUNTY_CALENDAR))?.value, now, Date.now),
  })
  const plain = {
    config,
    now,
    log,
    newId: () => randomBytes(16).toString('hex'),
    /** Where the built pages lie: beside the bundles, on Lambda and here. */
    pages: join(process.env.LAMBDA_TASK_ROOT ?? process.cwd(), '.build/web'),
    /** From 0 to 1, to spread what would otherwise come back all at once. */
    jitter: () => Math.random(),
    sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
    measure,
  }
  const all = [clients, stores, ledgers, derived, plain].map((some) => Object.getOwnPropertyDescriptors(some))
  return Object.defineProperties({}, Object.assign({}, ...all)) as typeof clients &
    typeof stores &
    typeof ledgers &
    typeof derived &
    typeof plain
}

/** Each part is made when it is first asked for, once: a function pays at cold start for what it uses. */
function lazily<Makers extends Record<string, () => unknown>>(
  makers: Makers,
): { readonly [Name in keyof Makers]: ReturnType<Makers[Name]> } {
  const made = new Map<string, unknown>()
  const get = (name: string) => {
    if (!made.has(name)) made.set(name, makers[name]!())
    return made.get(name)
  }
  return Object.defineProperties(
    {},
    Object.fromEntries(Object.keys(makers).map((name) => [name, { get: () => get(name), enumerable: true }])),
  ) as never
}

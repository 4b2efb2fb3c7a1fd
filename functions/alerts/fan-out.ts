import type { Alert, AlertMessage } from '../../lib/alerts/alert.ts'
import { audienceOf } from '../../lib/alerts/audience.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { type EventType, eventOf } from '../../lib/alerts/events.ts'
import { asksFor } from '../../lib/alerts/filters.ts'
import { quietUntil } from '../../lib/alerts/quiet.ts'
import type { CalendarEvent, CountyCalendar } from '../../lib/calendar/county.ts'
import type { Campaign, CampaignEvent } from '../../lib/campaign/campaign.ts'
import type { Message, MessageOf } from '../../lib/contracts/messages.ts'
import { type Area, COUNTY, chainOf, whereOf } from '../../lib/grid/area.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import type { Publish } from '../../lib/platform/publish.ts'
import type { Report, ReportEvent } from '../../lib/report/report.ts'
import type { PostEvent, StoredPost } from '../../lib/staff/post.ts'
import type { Deliveries } from '../../lib/tables/deliveries.ts'
import type { Grids } from '../../lib/tables/directory.ts'
import type { Endpoint, Endpoints } from '../../lib/tables/endpoints.ts'
import { chunks } from '../../lib/tables/together.ts'

export type Telling = {
  endpoints: Pick<Endpoints, 'listenersIn'>
  deliveries: Pick<Deliveries, 'add'>
  publish: Publish
  now(): Instant
}

type AboutReport = MessageOf<'report.moved' | 'report.escalated' | 'report.warned' | 'report.rescheduled'>
const ABOUT_REPORTS: readonly string[] = [
  'report.moved',
  'report.escalated',
  'report.warned',
  'report.rescheduled',
] satisfies AboutReport['type'][]
const isAboutReport = (message: Message): message is AboutReport => ABOUT_REPORTS.includes(message.type)

/**
 * Something happened to a report: of those who listen in its grid or above, whom it concerns. What happened before and was not
 * told yet is written down first: an endpoint hears of a report in order.
 */
export const tellAbove =
  (
    deps: Telling & {
      ledgerOfReports: Pick<Ledger<Report, ReportEvent>, 'hear'>
      grids: Pick<Grids, 'find'>
    },
  ) =>
  async (message: AboutReport) => {
    await deps.ledgerOfReports.hear(message, async (_, earlier) => {
      for (const one of earlier.filter(isAboutReport)) await add(deps, await lettersAbout(one, deps))
      await deliver(deps, message, await lettersAbout(message, deps))
    })
  }

async function lettersAbout(
  message: AboutReport,
  { endpoints, grids }: Pick<Telling, 'endpoints'> & { grids: Pick<Grids, 'find'> },
): Promise<Letters> {
  const { gridId } = message.data
  const areas = chainOf(whereOf(message.data))
  const [grid, listening] = await Promise.all([
    gridId ? grids.find(gridId) : undefined,
    Promise.all(areas.map((area) => listenersOf(endpoints, area, eventOf(message)))),
  ])
  const alert = { ...message, ...(grid && { place: `${grid.street} ${grid.name}` }) }
  return audienceOf(alert, listening).map((endpoint) => [endpoint, alert] as const)
}

/** The county itself is told: what concerns no single report. */
export const tellCounty =
  (deps: Telling & { ledgerOfCalendars: Pick<Ledger<CountyCalendar, CalendarEvent>, 'hear'> }) =>
  async (message: MessageOf<'calendar.horizon'>) => {
    await deps.ledgerOfCalendars.hear(message, async () => {
      const listening = await listenersOf(deps.endpoints, COUNTY, eventOf(message))
      await deliver(
        deps,
        message,
        listening.map((endpoint) => [endpoint, message] as const),
      )
    })
  }

/**
 * A channel is out: whoever asked to hear of that, in its area or above. Where nobody did, the nearest group that hears of
 * escalations, for it is staff's; a residents' group never.
 */
export const tellBeside = (deps: Telling) => async (message: MessageOf<'webhook.disabled'>) => {
  const { area } = message.data
  const own = await deps.endpoints.listenersIn(area)
  const name = own.find(({ id }) => id === message.subject)?.name
  const beside = async (event: EventType) => {
    const found = await Promise.all(chainOf(area).map((one) => listenersOf(deps.endpoints, one, event)))
    return found.map((some) => some.filter(({ id }) => id !== message.subject))
  }
  const asked = (await beside(eventOf(message))).flat()
  const told =
    asked.length > 0 ? asked : ((await beside('case.escalated')).find((some) => some.length > 0) ?? [])
  const alert = { ...message, ...(name && { place: name }) }
  await deliver(
    deps,
    message,
    told.map((endpoint) => [endpoint, alert] as const),
  )
}

/** A post has been vacant too long: the community that fills it, its street and its county are told. */
export const tellOfVacancy =
  (deps: Telling & { ledgerOfPosts: Pick<Ledger<StoredPost, PostEvent>, 'hear'> }) =>
  async (message: MessageOf<'team.vacant'>) => {
    await deps.ledgerOfPosts.hear(message, async ({ area, place }) => {
      const listening = await Promise.all(
        chainOf(area).map((above) => listenersOf(deps.endpoints, above, eventOf(message))),
      )
      await deliver(
        deps,
        message,
        listening.flat().map((endpoint) => [endpoint, { ...message, place }] as const),
      )
    })
  }

/** A campaign speaks to grids: each one's own group gets it, and nobody above. */
export const tellGrids =
  (deps: Telling & { ledgerOfCampaigns: Pick<Ledger<Campaign, CampaignEvent>, 'hear'> }) =>
  async (message: MessageOf<'campaign.slice'>) => {
    await deps.ledgerOfCampaigns.hear(message, async () => {
      const letters = await Promise.all(
        message.data.grids.map(async (grid) => {
          const alert = { ...message, data: { ...message.data, grids: [grid] } }
          return (await listenersOf(deps.endpoints, grid, eventOf(message))).map(
            (one) => [one, alert] as const,
          )
        }),
      )
      await deliver(deps, message, letters.flat())
    })
  }

async function listenersOf(endpoints: Telling['endpoints'], area: Area, event: EventType) {
  const all = await endpoints.listenersIn(area)
  return all.filter(({ status, events }) => status === 'active' && asksFor(events, event))
}

type Letters = readonly (readonly [Endpoint, Alert])[]

/** Ids in one nudge; each is a request to somebody else's machine within one run of `deliver`. */
const NUDGE = 50

/**
 * First the deliveries, which hold their own timers, then the nudges, which may get lost. Both are named after the message
 * and the endpoint: hearing it again adds nothing.
 */
async function deliver(
  deps: Pick<Telling, 'deliveries' | 'publish' | 'now'>,
  { id, subject, causedBy }: AlertMessage,
  letters: Letters,
): Promise<void> {
  const at = deps.now()
  const added = await add(deps, letters, at)
  const nudges = chunks(
    added.filter(({ dueAt }) => dueAt === at),
    NUDGE,
  ).map(
    (some, index): Message => ({
      id: `delivery.due.${id}.${index}`,
      type: 'delivery.due',
      at,
      subject,
      causedBy,
      data: { ids: some.map((delivery) => delivery.id), dueAt: at },
    }),
  )
  await deps.publish(nudges)
}

async function add({ deliveries, now }: Pick<Telling, 'deliveries' | 'now'>, letters: Letters, at = now()) {
  const added = letters.map(([endpoint, alert]) => deliveryOf(endpoint, alert, at))
  await Promise.all(added.map(deliveries.add))
  return added
}

/** In an endpoint's quiet hours it is kept until they end, and then goes out with the others that were. */
function deliveryOf(endpoint: Endpoint, alert: Alert, at: Instant): Delivery {
  const until = quietUntil(alert, at, endpoint.quiet)
  return {
    id: `${alert.id}~${endpoint.id}`,
    endpointArea: endpoint.area,
    endpointId: endpoint.id,
    eventId: alert.id,
    type: alert.type,
    subject: alert.subject,
    status: 'pending',
    attempts: 0,
    createdAt: at,
    dueAt: until ?? at,
    ...(until && { crowded: true }),
    body: alert,
  }
}

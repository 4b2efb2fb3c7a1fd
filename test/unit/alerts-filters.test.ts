import { EVENT_NAMES, EVENTS, eventOf } from '../../lib/alerts/events.ts'
import {
  asksFor,
  EVENT_FILTERS,
  EVENT_GROUP_NAMES,
  FORMER_FILTERS,
  type FormerFilter,
  filtersNow,
  filterWords,
} from '../../lib/alerts/filters.ts'
import { upgradeEndpoint } from '../../lib/contracts/former.ts'
import { EndpointChangeForm, EndpointForm } from '../../lib/contracts/forms.ts'
import { SAID } from '../support/webhook-samples.ts'

const FORM = {
  kind: 'standard-webhook',
  area: '371724',
  name: '县平台',
  url: 'https://hooks.example.org/in',
}
const asked = (events: unknown) => EndpointForm.safeParse({ ...FORM, events })
const wrongAt = (events: unknown) => asked(events).error?.issues.map(({ path, message }) => [path, message])

describe('an endpoint may ask', () => {
  test('for one event, for all that are about one thing, for several', () => {
    expect(asksFor(['case.escalated'], 'case.escalated')).toBe(true)
    expect(asksFor(['case.escalated'], 'case.moved')).toBe(false)
    expect(asksFor(['case.*'], 'case.due_warning')).toBe(true)
    expect(asksFor(['case.*'], 'campaign.sent')).toBe(false)
    expect(asksFor(['campaign.*', 'team.vacancy'], 'team.vacancy')).toBe(true)
    expect(asksFor([], 'case.moved')).toBe(false)
  })

  test('for everything that is sent, and for nothing that is no longer', () => {
    const listened = EVENT_NAMES.filter((name) => !('retired' in EVENTS[name]) && name !== 'webhook.test')
    expect(EVENT_FILTERS.filter((filter) => !filter.endsWith('*')).toSorted()).toEqual(listened.toSorted())
    const all = EVENT_GROUP_NAMES.map((group) => `${group}.*` as const)
    for (const name of listened) expect(asksFor(all, name)).toBe(true)
  })

  test('in words that it reads', () => {
    expect(filterWords('case.*')).toEqual({ zh: '来件（全部）', en: 'Cases (all)' })
    expect(filterWords('team.vacancy').zh).toBe('岗位空缺')
    for (const filter of EVENT_FILTERS) expect(filterWords(filter).zh).not.toBe(filter)
  })

  test('for no event that there is not, and is told which of the names it is', () => {
    expect(asked(['case.escalated', 'campaign.*']).success).toBe(true)
    expect(wrongAt(['case.escalated', 'case.exploded'])).toEqual([[['events', 1], 'event-unknown']])
    expect(wrongAt(['*'])).toEqual([[['events', 0], 'event-unknown']])
    expect(wrongAt(['webhook.test'])).toEqual([[['events', 0], 'event-unknown']])
    expect(wrongAt([])).toEqual([[['events'], 'events-missing']])
    expect(EndpointChangeForm.safeParse({ events: ['toString'] }).success).toBe(false)
  })
})

describe('an endpoint that asked for messages of ours', () => {
  test.each(Object.keys(FORMER_FILTERS) as FormerFilter[])('by the name %s hears what it heard', (former) => {
    const { events } = upgradeEndpoint({ area: '371724', events: [former] })
    for (const said of SAID) expect(asksFor(events, eventOf(said))).toBe(said.type === former)
  })

  test('asks in public names as soon as it is read, and reading it again changes nothing', () => {
    const stored = { area: '371724', events: ['report.escalated', 'case.escalated', 'team.vacant'] as const }
    const read = upgradeEndpoint(stored)
    expect(read).toEqual({ area: '371724', events: ['case.escalated', 'team.vacancy'] })
    expect(upgradeEndpoint(read)).toEqual(read)
  })

  test('may still be written so, and is answered in public names', () => {
    expect(asked(['report.escalated', 'campaign.slice']).data?.events).toEqual([
      'case.escalated',
      'campaign.sent',
    ])
    expect(filtersNow(['report.moved', 'case.moved'])).toHaveLength(6)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { type CloudEvent, HTTP } from 'cloudevents'
import { Webhook } from 'standardwebhooks'
import { hmac } from '../../functions/alerts/sign.ts'
import { webhookSchema } from '../../functions/relay/webhook-schema.ts'
import type { Said } from '../../lib/alerts/alert.ts'
import type { Letter } from '../../lib/alerts/channels.ts'
import { EVENT_NAMES, EVENTS, type EventType, eventOf, schemaPath } from '../../lib/alerts/events.ts'
import { webhook } from '../../lib/alerts/webhook.ts'
import { EVENT_SHAPES, eventAt, schemaOf } from '../../lib/contracts/events.ts'
import { ENVELOPES } from '../../lib/contracts/forms.ts'
import { msOf, shanghai } from '../../lib/kernel/instant.ts'
import { eventsPage } from '../support/events-page.ts'
import { SAID, saidFor } from '../support/webhook-samples.ts'

const now = shanghai('2026-11-23 15:00:07')
const [secret, oldSecret] = [24, 25].map((byte) => `whsec_${Buffer.alloc(24, byte).toString('base64')}`)
const write = (said: Said, about: Partial<Letter> = {}) =>
  webhook(said, {
    id: '0a1b.3.0~c0ffee',
    url: 'https://hooks.example.org/',
    secret,
    now,
    publicUrl: 'https://fenghuang.example',
    hmac,
    ...about,
  })
const sent = EVENT_NAMES.filter((name) => !('retired' in EVENTS[name]))
const ajv = new Ajv2020()

beforeEach(() => jest.useFakeTimers({ now: msOf(now) }))
afterEach(() => jest.useRealTimers())

describe.each(ENVELOPES)('an event in the envelope %s', (envelope) => {
  test.each(sent)('%s is accepted by the reference verifier', (name) => {
    const { headers, body } = write(saidFor(name)!, { envelope })
    expect(new Webhook(secret!).verify(body, headers)).toEqual(JSON.parse(body))
  })

  test('is accepted with the new and with the old secret while they overlap, then with the new one only', () => {
    const both = write(SAID[0]!, { envelope, oldSecret })
    for (const one of [secret, oldSecret])
      expect(() => new Webhook(one!).verify(both.body, both.headers)).not.toThrow()
    const after = write(SAID[0]!, { envelope })
    expect(() => new Webhook(oldSecret!).verify(after.body, after.headers)).toThrow()
  })
})

describe.each(ENVELOPES.slice(1))('an event as %s', (envelope) => {
  test.each(sent)('%s is read by the published parser, whole', (name) => {
    const said = saidFor(name)!
    const { headers, body } = write(said, { envelope })
    const event = HTTP.toEvent({ headers, body }) as CloudEvent<unknown>
    expect(event.validate()).toBe(true)
    const plain = JSON.parse(write(said).body)
    expect(event.toJSON()).toMatchObject({
      specversion: '1.0',
      id: headers['webhook-id'],
      source: 'https://fenghuang.example',
      type: name,
      subject: said.subject,
      time: plain.timestamp,
      dataschema: `https://fenghuang.example${schemaPath(name)}`,
      sequence: String(plain.data.sequence).padStart(12, '0'),
      data: plain.data,
    })
  })
})

describe('the catalogue', () => {
  test('has an event for everything that is said, and says everything that it has', () => {
    expect([...new Set(SAID.map(eventOf))].sort()).toEqual([...sent].sort())
  })

  test('names events as subscribers know them; a name that is gone from here was taken from somebody', () => {
    expect(EVENT_NAMES).toMatchInlineSnapshot(`
[
  "case.assigned",
  "case.contacted",
  "case.moved",
  "case.resolved",
  "case.reopened",
  "case.closed",
  "case.escalated",
  "case.due_warning",
  "case.rescheduled",
  "calendar.horizon",
  "team.vacancy",
  "campaign.sent",
  "webhook.disabled",
  "webhook.test",
  "report.moved",
  "report.escalated",
  "campaign.slice",
]
`)
  })

  test.each(sent)('the schema of %s accepts what is sent and refuses what lacks its id', (name) => {
    const accepts = ajv.compile(schemaOf(name))
    const { data } = JSON.parse(write(saidFor(name)!).body)
    expect(accepts(data) || accepts.errors).toBe(true)
    const { id: _, ...rest } = data
    expect(accepts(rest)).toBe(false)
  })

  test('is answered at the address that dataschema names, and nothing else is', async () => {
    const read = (file: string) => webhookSchema({ params: { file }, query: undefined, body: undefined })
    for (const name of EVENT_NAMES) {
      const file = schemaPath(name).split('/').at(-1)!
      expect(eventAt(file)).toBe(name)
      expect(await read(file)).toMatchObject({ title: name, type: 'object' })
    }
    await expect(read('constructor')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is the one on the page for subscribers', () => {
    expect(readFileSync('docs/webhooks.md', 'utf8')).toContain(eventsPage())
  })
})

/** One file per event and version that was ever sent. A sample is never edited or removed. */
describe('what was ever sent', () => {
  const FOLDER = 'test/golden/webhooks'
  const samples = readdirSync(FOLDER).map((file): [string, { type: EventType; data: unknown }] => [
    file,
    JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')),
  ])

  test.each(samples)('%s is still read', (file, sample) => {
    expect(file.startsWith(`${sample.type}.v`)).toBe(true)
    expect(EVENT_SHAPES[sample.type].parse(sample)).toEqual(sample)
    const accepts = ajv.compile(schemaOf(sample.type))
    expect(accepts(sample.data) || accepts.errors).toBe(true)
  })

  test.each(EVENT_NAMES)('%s has a sample of its first version', (name) => {
    expect(samples.filter(([file]) => file === `${name}.v1.json`)).toHaveLength(1)
  })

  test.each(sent)('%s is sent today as its newest sample says', (name) => {
    const newest = samples.filter(([, { type }]) => type === name).at(-1)![1]
    expect(JSON.parse(write(saidFor(name)!).body)).toEqual(newest)
  })
})

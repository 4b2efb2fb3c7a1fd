import { readdirSync, readFileSync } from 'node:fs'
import { LISTENERS, Message, type MessageType } from '../../lib/contracts/messages.ts'
import { Owed } from '../../lib/contracts/state.ts'
import { QUEUES, SERVICES, serviceOf } from '../../lib/stack/stack.ts'

/**
 * Messages are stored while they are owed, and rest in queues for days: what an older version said must be readable by a
 * newer one. A sample is never edited; a message that gains a field gets another sample, and the old one stays.
 */
const FOLDER = 'test/contract/messages'
const samples = readdirSync(FOLDER).map(
  (file) => [file, JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))] as const,
)
const types = Object.keys(LISTENERS) as MessageType[]

test.each(samples)('%s is still read, and nothing of it is lost', (file, sample) => {
  expect(Message.parse(sample)).toEqual(sample)
  expect(file.startsWith(`${sample.type}.`)).toBe(true)
})

test.each(samples)('%s is still read where it is owed', (_, sample) => {
  const owed = { messages: [sample], history: [] }
  expect(Owed.parse(JSON.parse(JSON.stringify(owed)))).toEqual(owed)
})

test.each(samples)('%s is readable also when a newer version adds a field', (_, sample) => {
  expect(Message.parse({ ...sample, since: 'v2', data: { ...sample.data, more: 1 } })).toEqual(sample)
})

test.each(samples)('%s carries no word, name or number of a person', (_, sample) => {
  if (sample.type !== 'campaign.slice')
    expect(JSON.stringify(sample)).not.toMatch(/\p{Script=Han}|1\d{10}(?!\d|\.)/u)
  const fields = Object.keys(sample.data)
  for (const secret of ['words', 'contact', 'phone', 'name', 'sealed', 'said'])
    expect(fields).not.toContain(secret)
})

test.each(types)('%s has a sample of its first version', (type) => {
  expect(samples.filter(([file]) => file === `${type}.v1.json`)).toHaveLength(1)
})

describe.each(Object.entries(QUEUES))('whoever reads the queue %s', (queue, { consumer }) => {
  const heard = types.filter((type) => LISTENERS[type] === queue)
  const service = serviceOf(consumer)

  test('hears at least one type of message', () => {
    expect(heard.length).toBeGreaterThan(0)
  })

  test('knows each type that is sent there, and no other', () => {
    const source = readFileSync(`functions/${service}/handlers.ts`, 'utf8')
    const wired = source.slice(source.indexOf(`export const ${consumer} = queue(`))
    const named = Array.from(
      wired.slice(0, wired.indexOf('log,')).matchAll(/'([a-z]+\.[a-z]+)':/g),
      ([, type]) => type,
    )
    expect(named.sort()).toEqual([...heard].sort())
  })
})

test('every sender of a queue and its reader are functions of some service', () => {
  const functions: readonly string[] = Object.values(SERVICES).flatMap((service) => [...service.functions])
  for (const { consumer, senders } of Object.values(QUEUES))
    for (const name of [consumer, ...senders]) expect(functions).toContain(name)
})

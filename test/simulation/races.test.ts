import fc from 'fast-check'
import { hashOf } from '../../lib/platform/change.ts'
import {
  emptyPetition,
  FATES,
  type Fate,
  ID,
  type Race,
  raceOf,
  type Spoil,
  sign,
} from '../support/memory-race.ts'

const by = (actor: string) => ({ id: `request-of-${actor}`, actor, role: 'staff' })
const fates = fc.array(
  fc.oneof({ weight: 6, arbitrary: fc.constant<Fate>('done') }, fc.constantFrom(...FATES)),
  {
    maxLength: 60,
  },
)

/** Two writers, two listeners and the relay, in any order at every await; then calm. */
const inAnyOrder = (spoil?: Spoil) =>
  fc.asyncProperty(fc.scheduler(), fates, async (scheduler, fates) => {
    const race = raceOf(scheduler, fates, spoil)
    const answered: string[] = []
    const actors = [
      race.door.create(ID, by('opener'), () => emptyPetition),
      write(race, answered, 'Wang', 'Li'),
      write(race, answered, 'Zhao', 'Sun'),
      manyTimes(6, race.hearNext),
      manyTimes(6, race.hearNext),
      manyTimes(3, () => race.door.pay(ID)),
    ]
    for (const actor of actors) actor.catch(() => {}) // whoever fails is told so; what it began must still be whole
    await scheduler.waitIdle()
    await settleDown(race)
    await isWhole(race, answered)
  })

async function write({ door }: Race, answered: string[], ...names: string[]) {
  for (const name of names) {
    const stored = await door.change(ID, by(name), sign(name))
    if (stored) answered.push(name) // before it was opened there was nothing to sign
  }
}

async function manyTimes(times: number, work: () => Promise<unknown>) {
  for (let n = 0; n < times; n++) await work().catch(() => {})
}

async function settleDown({ door, table, calm, hearNext }: Race) {
  calm()
  await door.create(ID, by('opener'), () => emptyPetition)
  for (let n = 0; n < 20 && (await table.find(ID))!.owed.messages.length > 0; n++) {
    await door.pay(ID)
    while ((await hearNext()) > 0);
  }
  await door.pay(ID)
}

async function isWhole({ table, history, effects }: Race, answered: string[]) {
  const { value, version, head, owed } = (await table.find(ID))!
  expect(owed).toEqual({ messages: [], history: [] })
  expect(value.signed).toEqual([...new Set(value.signed)])
  expect(value.signed).toEqual(expect.arrayContaining(answered))

  const lines = await history.of(ID)
  const signings = lines.filter(({ what }) => what.startsWith('sign'))
  expect(signings.map(({ what }) => what)).toEqual(value.signed.map((name) => `sign by ${name}`))
  expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: version }, (_, index) => index + 1))
  for (const [index, { hash, ...line }] of lines.entries()) {
    expect(line.prevHash).toBe(lines[index - 1]?.hash ?? '')
    expect(hash).toBe(hashOf(line))
  }
  expect(head).toBe(lines.at(-1)!.hash)

  expect([...effects].toSorted()).toEqual(signings.map(({ seq }) => `${ID}.${seq}.1`).toSorted())
  expect(value.counted.toSorted()).toEqual(signings.map(({ seq }) => `${ID}.${seq}.0`).toSorted())
}

describe('two writers, two listeners and the relay, in any order at every await', () => {
  test('lose no change and no message, and leave a history without gaps', async () => {
    await fc.assert(inAnyOrder(), { numRuns: 800 })
  })

  test.each<[string, Spoil]>([
    [
      'a save does not look at the version',
      (table) => ({
        ...table,
        save: async (stored, was) => table.save(stored, (await table.find(ID))?.version ?? was),
      }),
    ],
    [
      'settling does not look at what was added meanwhile',
      (table) => ({
        ...table,
        settle: async (stored, rest) => table.settle((await table.find(ID)) ?? stored, rest),
      }),
    ],
  ])('would be found out if %s', async (_, spoil) => {
    expect((await fc.check(inAnyOrder(spoil), { numRuns: 800, endOnFailure: true })).failed).toBe(true)
  })
})

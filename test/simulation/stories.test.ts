import { launchDue, type Running } from '../../functions/publicity/run-campaign.ts'
import { at } from '../support/builders.ts'
import { aDay } from '../support/world-story.ts'

describe('a report that was answered with a number', () => {
  test('is routed although the queue lost its message', async () => {
    const county = aDay('2026-04-21 09:00')
    county.losesMessages()
    const id = await county.report('noise')
    county.recovers()
    await county.comesTo('09:05')
    expect(await county.historyOf(id)).toEqual(['09:00 receive', '09:01 screen'])
    expect(county.movesOf(id)).toBe(1)
  })

  test('is accepted while the queues are away, and routed when they are back', async () => {
    const county = aDay('2026-04-21 09:00')
    county.world.queuesDown(60 * 60_000)
    const id = await county.report('noise')
    await county.comesTo('09:59')
    expect(await county.historyOf(id)).toEqual(['09:00 receive'])
    await county.comesTo('10:05')
    expect(await county.historyOf(id)).toEqual(['09:00 receive', expect.stringMatching(/^10:0[0-2] screen$/)])
  })

  test('reaches everybody who listens although the queues lost everything for ten minutes', async () => {
    const county = aDay('2026-04-21 09:00')
    county.losesMessages()
    const id = await county.report('noise')
    await county.comesTo('09:10')
    expect(await county.historyOf(id)).toEqual(['09:00 receive'])
    county.recovers()
    await county.comesTo('10:55')
    expect(county.movesOf(id)).toBe(1)
    expect(county.world.isQuiet()).toBe(true)
  })
})

describe('a deadline', () => {
  test('is acted on within the minute, once, at each rung', async () => {
    const county = aDay('2026-04-21 09:00')
    const id = await county.report('noise', { contact: 20, resolve: 600 })
    await county.comesTo('12:00')
    expect(county.climbsOf(id)).toEqual([
      'contact 09:20 → grid, said at 09:20',
      'contact 09:40 → community, said at 09:40',
      'contact 10:00 → street, said at 10:00',
      'contact 10:20 → county, said at 10:20',
      'contact 10:40 → nobody, said at 10:40',
      'unrouted 10:00 → grid, said at 10:00',
    ])
  })

  test('that passes while the tables are away is acted on within five minutes of their return, and counts from when it was missed', async () => {
    const county = aDay('2026-04-21 09:00')
    const id = await county.report('noise', { contact: 30, resolve: 600 })
    await county.comesTo('09:15')
    county.world.tablesDown(60 * 60_000)
    await county.comesTo('10:14')
    expect(county.climbsOf(id)).toEqual([])
    await county.comesTo('10:20')
    expect(county.climbsOf(id)).toEqual([
      expect.stringMatching(/^contact 09:30 → grid, said at 10:1[5-9]$/),
      expect.stringMatching(/^contact 10:00 → community, said at 10:1[5-9]$/),
      expect.stringMatching(/^unrouted 10:00 → grid, said at 10:1[5-9]$/),
    ])
    await county.comesTo('10:40')
    expect(county.climbsOf(id)).toContain('contact 10:30 → street, said at 10:30')
  })

  test('is acted on as soon as one nudge about it arrives', async () => {
    const county = aDay('2026-04-21 09:00')
    const id = await county.report('noise', { contact: 5, resolve: 600 })
    await county.comesTo('09:02')
    county.losesMessages()
    await county.comesTo('09:07')
    expect(county.climbsOf(id)).toEqual([])
    county.recovers()
    await county.comesTo('09:09')
    expect(county.climbsOf(id)).toEqual(['contact 09:05 → grid, said at 09:07'])
  })
})

describe('a message that nobody can read', () => {
  test('rests among the dead letters after five attempts, holds up nobody, and does nothing when it is driven again', async () => {
    const county = aDay('2026-04-21 09:00')
    const { routing } = county.world.queues
    routing.put('poison')
    const id = await county.report('noise')
    await county.comesTo('09:01')
    expect(await county.historyOf(id)).toEqual(['09:00 receive', '09:00 screen'])
    await county.comesTo('09:15')
    expect(routing.dead()).toEqual(['poison'])

    routing.redrive()
    await county.comesTo('09:30')
    expect(routing.dead()).toEqual(['poison'])
    expect(await county.historyOf(id)).toEqual(['09:00 receive', '09:00 screen'])
  })
})

describe('campaigns of one slot', () => {
  test('are launched although one among them fails', async () => {
    const slot = at('2026-04-21 09:00')
    const launched: string[] = []
    const change: Running['ledger']['change'] = async (id) => {
      if (id === 'broken') throw new Error('this row cannot be read')
      launched.push(id)
      return undefined
    }
    const launch = launchDue({ ledger: { change }, now: () => slot, sleep: async () => {} })
    const nudge = { id: 'n', type: 'campaign.due', at: slot, subject: 'n', causedBy: 'n' } as const
    const launching = launch({ ...nudge, data: { ids: ['one', 'broken', 'two'], dueAt: slot } })
    await expect(launching).rejects.toThrow('cannot be read')
    expect(launched).toEqual(['one', 'two'])
  })
})

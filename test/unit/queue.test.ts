import { Problem } from '../../lib/kernel/problem.ts'
import { queue } from '../../lib/platform/queue.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { SILENT } from '../support/builders.ts'
import { idNumber, MONDAY } from '../support/given.ts'
import { hand } from '../support/http-event.ts'

const received = (n: number) => ({
  id: `${idNumber(n)}.1.0`,
  type: 'report.received',
  at: MONDAY,
  subject: idNumber(n),
  causedBy: idNumber(n),
  data: { category: 'noise' },
})

/** Hears about reports; number 2 fails, number 3 is refused. */
function listener() {
  const heard: string[] = []
  const handler = queue(
    {
      'report.received': async ({ subject }) => {
        if (subject === idNumber(2)) throw new Error('the table does not answer')
        if (subject === idNumber(3)) throw new Problem('report-not-found')
        heard.push(subject)
      },
    },
    SILENT,
  )
  return { handler, heard }
}

describe('of a batch of messages', () => {
  test('the one that fails comes again, and the others are done', async () => {
    const { handler, heard } = listener()
    expect(await hand(handler, received(1), received(2), received(4))).toEqual(['m1'])
    expect(heard).toEqual([idNumber(1), idNumber(4)])
  })

  test('a refusal is final and does not come again', async () => {
    expect(await hand(listener().handler, received(3), received(1))).toEqual([])
  })

  test.each([
    ['is not JSON', '{'],
    ['is of a type nobody knows', { ...received(1), type: 'report.exploded' }],
    ['is of a type somebody else hears', { ...received(1), type: 'campaign.launched', data: { from: 0 } }],
    ['lacks a field', { ...received(1), subject: undefined }],
    ['has a field of another kind', { ...received(1), data: { category: 'dragons' } }],
    ['tells its time in a way of its own', { ...received(1), at: '2026-03-02 09:00' }],
  ])('one that %s comes again, until the queue has had enough', async (_, body) => {
    const { handler, heard } = listener()
    expect(await hand(handler, body, received(1))).toEqual(['m0'])
    expect(heard).toEqual([idNumber(1)])
  })

  test('those about one report are heard one after the other', async () => {
    const [order, turns]: [string[], (() => void)[]] = [[], []]
    const slow = queue(
      {
        'report.received': async ({ id }) => {
          order.push(`begin ${id}`)
          await new Promise<void>((done) => turns.push(done))
          order.push(`end ${id}`)
        },
      },
      SILENT,
    )
    const handled = hand(slow, { ...received(1), id: 'first' }, { ...received(1), id: 'second' })
    for (let turn = 0; turn < 2; turn++) {
      while (!turns[turn]) await new Promise(setImmediate)
      turns[turn]!()
    }
    await handled
    expect(order).toEqual(['begin first', 'end first', 'begin second', 'end second'])
  })

  test('all that fail come again', async () => {
    expect(await hand(listener().handler, received(2), received(2))).toEqual(['m0', 'm1'])
  })
})

describe('a run every minute', () => {
  test('that fails throws, so that the platform counts it', async () => {
    const run = schedule(() => Promise.reject(new Error('the table does not answer')), SILENT)
    await expect(run({}, {} as never)).rejects.toThrow('does not answer')
  })

  test('that did something or nothing is a success', async () => {
    for (const count of [0, 3]) await schedule(async () => count, SILENT)({}, {} as never)
  })
})

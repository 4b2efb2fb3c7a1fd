import {
  CAMPAIGN_MOVES,
  type CampaignOutcome,
  type CampaignStatus,
  dueOf,
  move,
  SLICE,
  slice,
  tick,
} from '../../lib/campaign/campaign.ts'
import { shanghai } from '../../lib/kernel/instant.ts'
import { aCampaign, MONDAY, refusalOf } from '../support/given.ts'

const SLOT = shanghai('2026-03-03 19:00')
const OPEN: Record<CampaignStatus, string> = {
  draft: 'submit cancel',
  review: 'approve cancel',
  approved: 'schedule cancel',
  scheduled: 'cancel',
  running: '',
  done: '',
  cancelled: '',
}
const MOVE_NAMES = Object.keys(CAMPAIGN_MOVES) as (keyof typeof CAMPAIGN_MOVES)[]

describe.each(Object.keys(OPEN) as CampaignStatus[])('a campaign that is %s', (status) => {
  test.each(MOVE_NAMES)('can be moved by %s, or says what it is', (name) => {
    const work = () => move(aCampaign({ status }), name, 'another', MONDAY)
    if (OPEN[status].split(' ').includes(name)) expect(work().value.status).toBe(CAMPAIGN_MOVES[name].to)
    else expect(refusalOf(work)).toEqual({ code: 'move-not-allowed', current: status })
  })
})

describe('a campaign needs four eyes', () => {
  test('whoever wrote it cannot approve it', () => {
    const waiting = aCampaign({ status: 'review' })
    expect(refusalOf(() => move(waiting, 'approve', 'author', MONDAY))).toMatchObject({ current: 'review' })
  })

  test('whoever approved it is remembered, and a submit remembers nobody', () => {
    const approved = move(aCampaign({ status: 'review' }), 'approve', 'another', MONDAY)
    expect(approved.value.approverId).toBe('another')
    expect(move(aCampaign(), 'submit', 'author', MONDAY).value).not.toHaveProperty('approverId')
  })
})

describe('a slot', () => {
  const approved = aCampaign({ status: 'approved' })
  test.each([
    ['to come', '2026-03-03 18:59', true],
    ['of this moment', '2026-03-03 19:00', true],
    ['that has passed', '2026-03-03 19:01', false],
  ])('%s can be scheduled: %s %s', (_, when, isOpen) => {
    const work = () => move(approved, 'schedule', 'author', shanghai(when))
    if (isOpen) expect(dueOf(work().value)).toBe(SLOT)
    else expect(refusalOf(work)).toEqual({ code: 'move-not-allowed', current: 'approved' })
  })

  test.each(Object.keys(OPEN) as CampaignStatus[])(
    'launches what is scheduled and nothing else: %s',
    (status) => {
      const launched = tick(aCampaign({ status }), SLOT)
      expect(launched?.value.status).toBe(status === 'scheduled' ? 'running' : undefined)
      expect(dueOf(aCampaign({ status }))).toBe(status === 'scheduled' ? SLOT : undefined)
    },
  )

  test('does not launch early, and late is late but launched', () => {
    const scheduled = aCampaign({ status: 'scheduled' })
    expect(tick(scheduled, shanghai('2026-03-03 18:59'))).toBeUndefined()
    expect(tick(scheduled, shanghai('2026-03-04 07:00'))?.events).toEqual([
      { type: 'campaign.launched', data: { from: 0 } },
    ])
  })
})

describe('slices', () => {
  const grids = Array.from({ length: 2 * SLICE + 1 }, (_, n) => `37172400100${n}`)
  const running = aCampaign({ status: 'running', grids })

  test('hand every grid over once, in order, and the last one ends the campaign', () => {
    const reached: string[] = []
    let campaign = running
    for (let from: number | undefined = 0; from !== undefined; ) {
      const { value, events }: CampaignOutcome = slice(campaign, from)!
      for (const event of events) if (event.type === 'campaign.slice') reached.push(...event.data.grids)
      from = events.flatMap((event) => (event.type === 'campaign.launched' ? [event.data.from] : []))[0]
      campaign = value
    }
    expect(reached).toEqual(grids)
    expect(campaign).toMatchObject({ status: 'done', sent: grids.length })
  })

  test('are handed over once however often the message comes', () => {
    const { value } = slice(running, 0)!
    expect(slice(value, 0)).toBeUndefined()
    expect(slice(running, SLICE)).toBeUndefined()
    expect(slice(aCampaign({ status: 'cancelled' }), 0)).toBeUndefined()
  })

  test('carry the words, their grids and the slot', () => {
    expect(slice(running, 0)!.events[0]).toEqual({
      type: 'campaign.slice',
      data: { title: '反诈宣传', text: '陌生来电要转账的都是骗子', grids: grids.slice(0, SLICE), slot: SLOT },
    })
  })
})

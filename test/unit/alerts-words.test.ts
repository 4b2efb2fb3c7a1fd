import fc from 'fast-check'
import type { Alert } from '../../lib/alerts/alert.ts'
import { sequenceOf } from '../../lib/alerts/alert.ts'
import { PHRASES } from '../../lib/alerts/phrases.ts'
import { nextTry, RETRY_SECONDS } from '../../lib/alerts/retries.ts'
import { cutToBytes, wordsOf } from '../../lib/alerts/words.ts'
import { shanghai, wallClock } from '../../lib/kernel/instant.ts'

const URL = 'https://fenghuang.example'
const ABOUT = { category: 'parking', number: 'JY-261123-7K3F-9', gridId: '371724001005002' } as const
const told = { id: '0a1b.3.0', subject: '0a1b', causedBy: 'form', at: shanghai('2026-11-23 15:00') }
const climb = {
  clock: 'contact',
  from: 'community',
  to: 'street',
  missedAt: shanghai('2026-11-23 15:00'),
} as const

describe('the words of an alert', () => {
  test('say which clock was missed, between which levels it climbed, where, and until when', () => {
    const alert: Alert = {
      ...told,
      type: 'report.escalated',
      data: { ...ABOUT, ...climb, dueAt: shanghai('2026-11-24 15:00') },
      place: '凤凰街道 凤凰社区第二网格',
    }
    expect(wordsOf(alert, { publicUrl: URL })).toMatchObject({
      title: '超时升级 JY-261123-7K3F-9',
      lines: [
        '停车 · 凤凰街道 凤凰社区第二网格',
        '首次联系时限 2026-11-23 15:00 已过，社区未完成，由社区升级到街道',
        '新时限 2026-11-24 15:00',
      ],
      link: 'https://fenghuang.example/console/reports/0a1b',
    })
  })

  test('ask for action where nobody is above', () => {
    const data = { ...ABOUT, ...climb, clock: 'resolve', from: 'county', to: 'nobody' } as const
    const { lines } = wordsOf({ ...told, type: 'report.escalated', data }, { publicUrl: URL })
    expect(lines).toEqual([
      '停车 · 地点待核实',
      '办结时限 2026-11-23 15:00 已过，县级未完成；上面没有更高一级，请立即督办',
    ])
  })

  test('name a move as its button does', () => {
    const data = { ...ABOUT, move: 'resolve', from: 'in_progress', to: 'resolved' } as const
    expect(
      wordsOf(
        { ...told, type: 'report.moved', data, place: '凤凰街道 凤凰社区第二网格' },
        { publicUrl: URL },
      ),
    ).toMatchObject({
      title: '办理进展 JY-261123-7K3F-9',
      lines: ['停车 · 凤凰街道 凤凰社区第二网格', '办结'],
      link: 'https://fenghuang.example/console/reports/0a1b',
    })
  })

  test('say which post nobody serves in, where and since when', () => {
    const data = {
      role: 'grid_worker',
      area: '371724001005002',
      since: shanghai('2026-11-22 15:00'),
    } as const
    const alert: Alert = { ...told, type: 'team.vacant', data, place: '凤凰街道 凤凰社区第二网格' }
    expect(wordsOf(alert, { publicUrl: URL })).toEqual({
      button: '查看并办理',
      title: '岗位空缺 凤凰街道 凤凰社区第二网格',
      lines: ['网格员自 2026-11-22 15:00 起无人在岗，已超过 24 小时', '请安排接任或代班人员'],
    })
  })

  test('are the campaign’s own, without a link into the console', () => {
    const data = {
      title: '冬季用电',
      text: '飞线充电要不得。',
      grids: [],
      slot: shanghai('2026-11-23 18:00'),
    }
    expect(wordsOf({ ...told, type: 'campaign.slice', data }, { publicUrl: URL })).toEqual({
      title: '冬季用电',
      lines: ['飞线充电要不得。'],
      button: '查看并办理',
    })
  })
})

describe('the words of an alert in English', () => {
  test('name clock, levels and category as the console does, times on the same wall', () => {
    const alert: Alert = {
      ...told,
      type: 'report.escalated',
      data: { ...ABOUT, ...climb, dueAt: shanghai('2026-11-24 15:00') },
    }
    expect(wordsOf(alert, { publicUrl: URL, language: 'en' })).toEqual({
      title: 'Escalated JY-261123-7K3F-9',
      lines: [
        'Parking · place to be verified',
        'First contact was due 2026-11-23 15:00 and the community has not done it; raised to the street',
        'New deadline 2026-11-24 15:00',
      ],
      link: `${URL}/console/reports/0a1b`,
      button: 'Open',
    })
  })

  test('say as much as the Chinese ones, whatever happened', () => {
    expect(Object.keys(PHRASES.en)).toEqual(Object.keys(PHRASES.zh))
    expect(JSON.stringify(PHRASES.en)).not.toMatch(/\p{Script=Han}/u)
  })
})

describe('the sequence of events', () => {
  test('grows with the version and, within it, with the place', () => {
    const ids = ['0a1b.2.0', '0a1b.2.1', '0a1b.3.0', '0a1b.12.0']
    const sequence = ids.map((id) => sequenceOf({ id }))
    expect(sequence.toSorted((a, b) => a - b)).toEqual(sequence)
    expect(new Set(sequence).size).toBe(ids.length)
  })
})

describe('a text cut to bytes', () => {
  test('keeps whole characters, fits, and shows the cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 3, max: 60 }), (text, max) => {
        const cut = cutToBytes(text, max)
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(max)
        if (cut === text) return
        expect(Buffer.byteLength(text)).toBeGreaterThan(max)
        expect(cut.endsWith('…') && text.startsWith(cut.slice(0, -1))).toBe(true)
        // And the next character would not have fitted beside it.
        const next = String.fromCodePoint(text.codePointAt(cut.length - 1)!)
        expect(Buffer.byteLength(cut + next)).toBeGreaterThan(max)
      }),
    )
  })

  test('holds 1,365 Chinese characters in a WeCom message', () => {
    expect(cutToBytes('凤'.repeat(1_365), 4_096)).toBe('凤'.repeat(1_365))
    expect(cutToBytes('凤'.repeat(1_366), 4_096)).toBe(`${'凤'.repeat(1_364)}…`)
  })
})

describe('the next attempt', () => {
  test('follows the schedule of Standard Webhooks and ends after ten', () => {
    const first = shanghai('2026-11-23 09:00')
    const waits = RETRY_SECONDS.map((_, index) => nextTry(index + 1, first, 0))
    expect(waits.map((at) => at && wallClock(at))).toEqual([
      '2026-11-23 09:00', // 5 seconds later
      '2026-11-23 09:05',
      '2026-11-23 09:30',
      '2026-11-23 11:00',
      '2026-11-23 14:00',
      '2026-11-23 19:00',
      '2026-11-23 23:00',
      '2026-11-24 05:00',
      '2026-11-24 09:00',
      undefined,
    ])
  })

  test('is spread by up to a fifth and waits as long as the target asks, up to about a day', () => {
    const at = shanghai('2026-11-23 09:00')
    expect(nextTry(2, at, 1)).toBe(shanghai('2026-11-23 09:06'))
    expect(nextTry(2, at, 0, 600)).toBe(shanghai('2026-11-23 09:10'))
    expect(nextTry(3, at, 0, 600)).toBe(shanghai('2026-11-23 09:30'))
    expect(nextTry(2, at, 0, 9_999_999)).toBe(shanghai('2026-11-24 13:48'))
  })
})

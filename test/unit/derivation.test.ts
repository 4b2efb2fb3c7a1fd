import { getDayDetail } from 'chinese-days'
import { calendar } from '../../lib/calendar/calendar.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import type { Day } from '../../lib/kernel/instant.ts'
import { shanghai } from '../../lib/kernel/instant.ts'
import {
  type Clock,
  extendClock,
  fixClock,
  pauseClock,
  recountClock,
  resumeClock,
  settleClock,
  startClock,
} from '../../lib/sla/clock.ts'
import { derivationOf } from '../../lib/sla/derivation.ts'
import type { ClockTerms } from '../../lib/sla/policy.ts'
import { TERMS } from '../support/given.ts'

const { calendar: days, policy } = TERMS
const { dispute, dispute_red: red, petition, suggestion, surroundings, visit } = policy.classes
const OFF = calendar(YEARS, undefined, { '2026-03-04': 'off' })
const OFFICE = '08:30-12:00 14:00-17:30'
const GRID = '371724001005002'
const hours = (area: string, from: string, week: string[]) =>
  calendar(YEARS, undefined, {}, { [area]: [{ from: from as Day, week }] }).in(GRID)
const MARKET = hours(GRID, '2026-03-01', [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, '09:00-12:00', ''])
const NIGHT = '18:00-21:00'
const EVENINGS = hours('371724001005', '2026-10-08', [NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, '', ''])
const ENTERED = calendar({
  ...YEARS,
  2027: { off: '01-01 02-08 02-09 02-10 02-11 02-12', worked: '', festivals: '01-01 元旦 02-08 春节' },
})
const LAW = '最后一天休息的，顺延到下一个工作日（《民法典》第二百零一条、第二百零三条）'

const started = (when: string, terms?: ClockTerms, counted = days) =>
  startClock(shanghai(when), terms!, counted)
const began = started('2026-03-02 09:00', dispute.resolve)
const why = 'awaiting_third_party' as const
const held = pauseClock(began, shanghai('2026-03-03 09:00'), { why }, dispute.resolve!, days)
const waited = resumeClock(held, shanghai('2026-03-05 09:00'), dispute.resolve!, days)
const climbed = settleClock(began, shanghai('2026-03-12 09:00'), dispute.resolve!, days).clock
const booked = fixClock(began, shanghai('2026-03-07 10:00'), visit.resolve!, days)

type Case = [
  what: string,
  clock: Clock,
  terms: ClockTerms | undefined,
  lines: string[],
  calendar?: typeof days,
]
/** Read aloud, and checked against a wall calendar by hand. */
const CASES: Case[] = [
  [
    'a first contact over lunch',
    started('2026-03-02 10:00', dispute.contact),
    dispute.contact,
    ['从 2026年3月2日 10:00 开始算', '给 4 小时，只算上班时间', '截止 2026年3月2日 16:00'],
  ],
  [
    'working days over National Day',
    started('2026-09-29 16:00', dispute.resolve),
    dispute.resolve,
    [
      '从 2026年9月29日 16:00 开始算',
      '给 7 个工作日，开始的当天不算，到最后一天下班为止',
      '国庆节（10月1日至2日、10月5日至7日）放假，不算',
      '中间的周六、周日共 3 天，不算',
      '10月10日调休上班，算工作日',
      '截止 2026年10月14日 17:30',
    ],
  ],
  [
    'working days over the Spring Festival',
    started('2026-02-12 09:00', surroundings.resolve),
    surroundings.resolve,
    [
      '从 2026年2月12日 09:00 开始算',
      '给 5 个工作日，开始的当天不算，到最后一天下班为止',
      '春节（2月16日至20日、2月23日）放假，不算',
      '中间的周六、周日共 3 天，不算',
      '2月14日调休上班，算工作日',
      '截止 2026年2月26日 17:30',
    ],
  ],
  [
    'natural days whose last is a holiday',
    started('2026-09-16 09:00', suggestion.resolve),
    suggestion.resolve,
    [
      '从 2026年9月16日 09:00 开始算',
      `给 15 天，休息日也算，开始的当天不算，到最后一天 24:00；${LAW}`,
      '最后一天赶上国庆节（10月1日至2日、10月5日至7日）放假，顺延',
      '截止 2026年10月8日 24:00',
    ],
  ],
  [
    'a red dispute at night',
    started('2026-03-02 22:10', red.contact),
    red.contact,
    ['从 2026年3月2日 22:10 开始算，由街道直接负责', '给 30 分钟，白天晚上都算', '截止 2026年3月2日 22:40'],
  ],
  [
    'a wait that lasts',
    held,
    dispute.resolve,
    [
      '从 2026年3月2日 09:00 开始算',
      '给 7 个工作日，开始的当天不算，到最后一天下班为止',
      '2026年3月3日 09:00 起等第三方，时间暂停，最晚 2026年3月31日 17:30 接着算',
    ],
  ],
  [
    'a wait that is over, and more time',
    extendClock(waited, 3, dispute.resolve!, days),
    dispute.resolve,
    [
      '从 2026年3月2日 09:00 开始算',
      '给 7 个工作日，开始的当天不算，到最后一天下班为止',
      '中间的周六、周日共 4 天，不算',
      '2026年3月3日 09:00 至 2026年3月5日 09:00 等第三方，这段时间不算',
      '批准延期 3 个工作日',
      '截止 2026年3月18日 17:30',
    ],
  ],
  [
    'a rung',
    climbed,
    dispute.resolve,
    [
      '从 2026年3月11日 17:30 起改由网格负责，重新开始算',
      '给 4 个工作日，开始的当天不算，到最后一天下班为止',
      '中间的周六、周日共 2 天，不算',
      '截止 2026年3月17日 17:30',
    ],
  ],
  [
    'an appointment',
    booked,
    visit.resolve,
    ['从 2026年3月2日 09:00 开始算', '这个期限是约定或指定的日子，不按天数推算', '截止 2026年3月7日 10:00'],
  ],
  [
    'a year whose holidays nobody knows yet',
    started('2026-11-20 09:00', petition.resolve),
    petition.resolve,
    [
      '从 2026年11月20日 09:00 开始算',
      `给 60 天，休息日也算，开始的当天不算，到最后一天 24:00；${LAW}`,
      '截止 2027年1月19日 24:00',
      '这个日子是暂定的：国务院还没有公布那时的放假安排，公布后会重新算',
    ],
  ],
  [
    'a day that the county gave off',
    started('2026-03-02 09:00', surroundings.resolve, OFF),
    surroundings.resolve,
    [
      '从 2026年3月2日 09:00 开始算',
      '给 5 个工作日，开始的当天不算，到最后一天下班为止',
      '3月4日放假，不算',
      '中间的周六、周日共 2 天，不算',
      '截止 2026年3月10日 17:30',
    ],
    OFF,
  ],
  [
    'a market grid that works on Saturdays',
    started('2026-03-06 16:30', dispute.contact, MARKET),
    dispute.contact,
    [
      '从 2026年3月6日 16:30 开始算',
      '给 4 小时，只算上班时间',
      '按本网格的上班时间：周一至周五 08:30—12:00、14:00—17:30；周六 09:00—12:00；周日休息',
      '截止 2026年3月7日 12:00',
    ],
    MARKET,
  ],
  [
    'hours that change meanwhile, over a festival',
    started('2026-09-30 16:30', { within: { kind: 'working', amount: 420 } }, EVENINGS),
    { within: { kind: 'working', amount: 420 } },
    [
      '从 2026年9月30日 16:30 开始算',
      '给 7 小时（合 1 个工作日），只算上班时间',
      '10月8日起按本社区的上班时间：周一至周五 18:00—21:00；周六、周日休息',
      '国庆节（10月1日至2日、10月5日至7日）放假，不算',
      '中间的周六、周日共 2 天，不算',
      '截止 2026年10月9日 21:00',
    ],
    EVENINGS,
  ],
  [
    'an appointment on a day that was given off since',
    recountClock(
      fixClock(began, shanghai('2026-03-04 10:00'), visit.resolve!, days),
      shanghai('2026-03-03 09:00'),
      visit.resolve!,
      OFF,
    ),
    visit.resolve,
    [
      '从 2026年3月2日 09:00 开始算',
      '这个期限是约定或指定的日子，不按天数推算',
      '原定的3月4日后来放假，顺延到下一个工作日',
      '截止 2026年3月5日 10:00',
    ],
    OFF,
  ],
  [
    'a year that the county entered, with its festivals',
    started('2027-02-03 16:00', dispute.resolve, ENTERED),
    dispute.resolve,
    [
      '从 2027年2月3日 16:00 开始算',
      '给 7 个工作日，开始的当天不算，到最后一天下班为止',
      '春节（2月8日至12日）放假，不算',
      '中间的周六、周日共 4 天，不算',
      '截止 2027年2月19日 17:30',
    ],
    ENTERED,
  ],
]

test.each(CASES)('the derivation of %s', (_, clock, terms, lines, counted = days) => {
  expect(derivationOf(clock, terms!, counted).map(({ zh }) => zh)).toEqual(lines)
})

test('every weekday off has the name that the State Council’s notice gives it', () => {
  for (const [year, { off }] of Object.entries(YEARS))
    for (const day of off.split(' ')) {
      const published = getDayDetail(`${year}-${day}`).name.split(',')[1]!
      expect([day, days.festivalOf(`${year}-${day}` as Day)]).toEqual([
        day,
        expect.stringContaining(published),
      ])
    }
  expect(days.festivalOf('2026-03-04' as Day)).toBeUndefined()
})

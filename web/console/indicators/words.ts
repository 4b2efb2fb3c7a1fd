import { spoken } from '../words.ts'

/** What only the figures say; each figure says itself what it counts (lib/insights/indicators.ts). */
export const i = spoken({
  from: ['从', 'From'],
  to: ['到', 'To'],
  show: ['查看', 'Show'],
  up: ['返回{}', 'Back to {}'],
  counted: ['每晚统计，最近一次 {}', 'Counted every night, last on {}'],
  figures: ['各项指标', 'Figures'],
  name: ['指标', 'Figure'],
  share: ['现在', 'Now'],
  target: ['目标', 'Target'],
  meaning: ['怎么算的', 'What it counts'],
  least: ['不低于 {}%', 'At least {}%'],
  most: ['不高于 {}%', 'At most {}%'],
  reached: ['达到', 'Reached'],
  missed: ['未达到', 'Missed'],
  none: ['无', 'None'],
  few: ['不显示', 'Not shown'],
  parts: ['分区域', 'By area'],
  byCategory: ['分类别', 'By category'],
  part: ['区域', 'Area'],
  desk: ['还没有派到网格', 'Not routed yet'],
  counts: [
    '每格是百分比，下面是“符合的件数/参与统计的件数”。',
    'Percent, and below it how many of how many.',
  ],
  fewWhy: [
    '您的岗位只看数字：少于 5 件的不显示，免得认出是谁；同表里能推算出它的也不显示。',
    'Your post sees numbers only: fewer than five are not shown, nor what would give them away.',
  ],
  empty: ['这段时间还没有指标', 'No figures for these months'],
  emptyWhy: [
    '来件派到网格后，每晚两点起统计本月和前两个月，第二天就能看到。请换个月份，或者明天再来。',
    'This month and the two before are counted every night after two. Choose other months, or come back tomorrow.',
  ],
  emptyOld: [
    '等不及或者要看更早的月份，请运维人员补算：npm run ops -- insights rebuild --from {} --to {}',
    'For other months, or now, ask the operator: npm run ops -- insights rebuild --from {} --to {}',
  ],
  mayNot: ['您的岗位不看指标', 'Your post has no figures'],
  mayNotWhy: ['需要时请联系社区书记。', 'Ask the community secretary.'],
} as const)

import { spoken } from '../words.ts'

/** What only the calendar says. */
export const c = spoken({
  known: ['放假安排已知到 {}', 'Holidays are known until {}'],
  unknown: [
    '{} 之后的时限按普通周末暂算。国务院办公厅通知发布后，请在这里录入，时限会自动重算。',
    'Deadlines after {} are provisional. Enter the notice here once it is published; they are then reckoned anew.',
  ],
  year: ['年份', 'Year'],
  month: ['{} 月', 'Month {}'],
  weekdays: ['一二三四五六日', 'MTWTFSS'],
  off: ['休', 'off'],
  worked: ['班', 'on'],
  legend: [
    '红底“休”是放假，蓝底“班”是调休上班；带框的是本县另行决定的日子。',
    'Red “off” is a holiday, blue “on” a day worked in exchange; framed days were decided by the county.',
  ],
  decide: ['改一天', 'Change one day'],
  day: ['日期', 'Day'],
  kind: ['这一天', 'On this day'],
  kindOff: ['放假，不计工作时间', 'Nobody works'],
  kindWorked: ['上班，计工作时间', 'Everybody works'],
  kindPublished: ['恢复成国家公布的安排', 'As published again'],
  why: ['依据', 'Why'],
  whyHint: ['例如：县政府办〔2026〕12 号', 'For example the number of the notice'],
  save: ['确认，并重算时限', 'Save and reckon anew'],
  saved: [
    '已记下，十秒后生效，在办事项的时限随后重算。',
    'Saved. It counts in ten seconds; open deadlines follow.',
  ],
  enter: ['录入一年的放假安排', 'Enter a year'],
  offDays: ['放假的工作日', 'Weekdays off'],
  offHint: ['周一至周五里放假的日子，写成 月-日，用空格隔开', 'Mondays to Fridays, as MM-DD with spaces'],
  workedDays: ['调休上班的周末', 'Weekend days worked'],
  workedHint: ['周六、周日里上班的日子，写法相同', 'Saturdays and Sundays, written the same way'],
  decisions: ['本县的决定', 'Decisions of the county'],
  none: ['还没有改动，全部按国家公布的安排。', 'None so far; all days are as published.'],
  from: ['{} 起生效', 'Counts from {}'],
  yearEntered: ['录入 {} 年放假安排', 'Entered the year {}'],
  dayOff: ['{} 放假', '{} off'],
  dayWorked: ['{} 上班', '{} worked'],
  dayPublished: ['{} 恢复公布的安排', '{} as published'],
} as const)

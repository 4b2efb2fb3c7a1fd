import { FORM_WORDS } from './form-words.ts'

/** What is wrong with one field, in words the person can act on. The keys are the error texts of the schemas in http.ts. */
export const FIELD_WORDS = {
  ...FORM_WORDS,
  'wish-unknown': { zh: '请选择是否需要答复', en: 'Say whether you want a reply' },
  'source-unknown': { zh: '请选择是来电、来访还是走访', en: 'Say how it came in' },
  'point-wrong': {
    zh: '定位坐标不对，请重新定位或改写地点',
    en: 'The coordinates are wrong; locate again or describe the place',
  },
  'uploads-many': { zh: '最多 9 张照片和 1 段录音', en: 'Up to 9 photos and one recording' },
  'said-long': { zh: '请写在 2000 字以内', en: 'Keep it under 2000 characters' },
  'title-missing': { zh: '请写标题（2 到 60 字）', en: 'Give a title of 2 to 60 characters' },
  'text-missing': { zh: '请写内容（5 到 1000 字）', en: 'Give a text of 5 to 1000 characters' },
  'grids-missing': { zh: '请选择网格', en: 'Choose grids' },
  'area-wrong': { zh: '区域代码不对', en: 'No such area' },
  'url-wrong': { zh: '地址要以 https:// 开头', en: 'The address must start with https://' },
  'events-missing': { zh: '请至少选一种通知', en: 'Choose at least one kind of event' },
  'event-unknown': { zh: '没有这种通知', en: 'There is no such event' },
  'time-wrong': { zh: '时间写成 22:00 这样', en: 'A time looks like 22:00' },
  'moment-wrong': {
    zh: '时间格式不对，例如 2026-11-23T09:00:00.000Z',
    en: 'A time looks like 2026-11-23T09:00:00.000Z',
  },
  'day-wrong': { zh: '没有这一天', en: 'There is no such day' },
  'day-over': { zh: '这一天已经过去，不能再改', en: 'The day is over and stays as it was' },
  'month-wrong': { zh: '月份写成 2026-11 这样', en: 'A month looks like 2026-11' },
  'period-wrong': {
    zh: '截止月份不能早于起始月份，最多看 24 个月',
    en: 'The last month comes not before the first; at most 24 months',
  },
  'year-wrong': { zh: '年份是四位数字，例如 2027', en: 'A year has four digits, such as 2027' },
  'year-published': {
    zh: '这一年的安排已内置；如有变动，请逐日更改',
    en: 'This year is built in; decide about single days',
  },
  'year-over': { zh: '这一年已经过去', en: 'The year is over' },
  'festival-wrong': {
    zh: '节日名称不对，或者它的第一天不在放假日里',
    en: 'Not a festival’s name, or its first day is not a day off',
  },
  'hours-late': { zh: '最早从明天起，今天的时间已经在算了', en: 'From tomorrow on at the earliest' },
  'hours-wrong': {
    zh: '写成 08:30-12:00 14:00-17:30，按先后排，不重叠',
    en: 'Written as 08:30-12:00 14:00-17:30, one after the other',
  },
  'hours-none': { zh: '一周里至少有一天上班', en: 'Somebody must work on one day of the week' },
  'not-weekday': { zh: '放假日只填周一至周五', en: 'Days off are Mondays to Fridays' },
  'not-weekend': { zh: '调休上班日只填周六、周日', en: 'Days worked in exchange are Saturdays or Sundays' },
  'why-missing': { zh: '请写明依据，例如文件名称（2 到 200 字）', en: 'Say why, in 2 to 200 characters' },
  'rule-name-wrong': {
    zh: '规则代号用小写字母、数字和短横线',
    en: 'A rule’s id has lower-case letters, digits and hyphens',
  },
  'rule-twice': { zh: '前面已经有这个代号的规则', en: 'An earlier rule has this id' },
  'rule-unknown': { zh: '没有这条规则', en: 'There is no such rule' },
  'rule-unreached': {
    zh: '前一条规则没有条件，轮不到这一条',
    en: 'The rule before it takes everything, so this one is never reached',
  },
  'rules-early': {
    zh: '至少在一分钟之后生效，且不早于已发布的版本',
    en: 'At least a minute from now, and not before a version already published',
  },
  'wall-clock-wrong': { zh: '时间写成 2026-11-24 22:30 这样', en: 'A time looks like 2026-11-24 22:30' },
  'field-missing': { zh: '这一项要填写', en: 'This is needed' },
  'field-unknown': { zh: '没有这一项', en: 'There is no such field' },
  'field-wrong': { zh: '这一项填得不对', en: 'This is not right' },
} as const satisfies Record<string, { zh: string; en: string }>

export type FieldWord = keyof typeof FIELD_WORDS

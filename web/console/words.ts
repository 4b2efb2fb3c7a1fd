import { ENDPOINT_WORDS } from './endpoints/words.ts'
import { TERMS } from './terms.ts'

/**
 * Every word of the console, Chinese first; what the core says itself (moves, categories, posts, refusals) stays there.
 * `{}` is filled in by `fill`.
 */
const ROWS = {
  brand: ['凤凰家', 'Fenghuang'],
  desk: ['工作台', 'Desk'],
  skip: ['跳到主要内容', 'Skip to the main content'],
  menu: ['主菜单', 'Main menu'],
  inbox: ['待办', 'Inbox'],
  raised: ['已升级', 'Raised'],
  alerts: ['我的提醒', 'My alerts'],
  answerBy: ['请于 {} 前知悉', 'acknowledge by {}'],
  campaigns: ['宣传', 'Campaigns'],
  teams: ['网格团队', 'Teams'],
  areas: ['区域与网格', 'Areas and grids'],
  enter: ['代为登记', 'Enter for a caller'],
  rules: ['派单规则', 'Routing rules'],
  calendar: ['工作日历', 'Working days'],
  indicators: ['指标', 'Figures'],
  policies: ['办理时限', 'Clocks'],
  county: ['巨野县', 'Juye County'],
  signIn: ['登录', 'Sign in'],
  signInWhy: [
    '这里是网格员、社区和街道办理群众来件的地方。请用单位账号登录。',
    'This is where grid, community and street staff handle reports. Sign in with your work account.',
  ],
  signOut: ['退出', 'Sign out'],
  signedOut: ['登录已过期', 'Your session has ended'],
  signedOutWhy: [
    '重新登录会在新页打开；登录后回到这一页继续，写到一半的内容还在。',
    'Signing in opens a new tab. Come back to this one afterwards; what you were writing is still here.',
  ],
  signInAgain: ['重新登录', 'Sign in again'],
  noPage: ['没有这一页', 'No such page'],
  back: ['返回列表', 'Back to the list'],
  toInbox: ['回到待办', 'Back to the inbox'],

  offline: ['网络不通，还没有送到。内容没有丢，请稍后再试。', 'No connection. Nothing was lost; try again.'],
  broken: [
    '这一页没有打开，可能刚更新过。请刷新。',
    'This page did not open, perhaps after an update. Reload it.',
  ],
  reload: ['刷新', 'Reload'],
  retry: ['再试一次', 'Try again'],
  requestId: ['请求编号', 'Request id'],
  copy: ['复制编号', 'Copy the id'],
  copySecret: ['复制密钥', 'Copy the secret'],
  copied: ['已复制', 'Copied'],
  stale: ['连接中断，显示的是 {} 的内容，正在重试。', 'Connection lost; this is as of {}. Retrying.'],
  updated: ['{} 更新', 'Updated {}'],
  loading: ['正在打开…', 'Opening…'],
  gone: ['没有找到这一件，或不在您的辖区。', 'Nothing found, or outside your area.'],

  area: ['辖区', 'Area'],
  everywhere: ['全部辖区（{} 个）', 'All {} areas'],
  raisedTo: ['升级到{}的', 'Raised to {}'],
  status: ['状态', 'Status'],
  category: ['类别', 'Category'],
  anyStatus: ['全部状态', 'Any status'],
  anyCategory: ['全部类别', 'Any category'],
  number: ['编号', 'Number'],
  grid: ['网格', 'Grid'],
  unrouted: ['未派到网格', 'Not routed'],
  received: ['收到', 'Received'],
  timeLeft: ['剩余时间', 'Time left'],
  level: ['层级', 'Level'],
  count: ['{} 件', '{} reports'],
  countOver: ['{} 件已超时', '{} overdue'],
  countSoon: ['{} 件 2 小时内到期', '{} due within 2 hours'],
  more: ['再看更早的', 'Show earlier ones'],
  clear: ['清除筛选', 'Clear filters'],
  emptyInbox: ['这里没有待办的事', 'Nothing waits here'],
  emptyInboxWhy: [
    '{}现在没有未办完的来件。新来件会自己出现在这里，不用刷新。',
    'Nothing is open in {}. New reports appear here by themselves.',
  ],
  emptyRaised: ['没有升级的事', 'Nothing was raised'],
  emptyRaisedWhy: [
    '{}的来件都在时限之内。超时没有办的会自动升级，并出现在这里。',
    'Everything in {} is within its time. What misses a deadline climbs and appears here.',
  ],
  emptyAlerts: ['没有等您知悉的提醒', 'No alert waits for you'],
  emptyAlertsWhy: [
    '升级到{}的事项会出现在这里，请在时限前点“知悉”；没有回应会改请下一位，再到上一级。',
    'What climbs to {} appears here. Acknowledge it in time, or the next in line is asked, then the level above.',
  ],
  emptyFilter: ['没有符合筛选的', 'Nothing matches the filters'],
  emptyFilterWhy: ['其余 {} 件被筛选挡住了。', 'The filters hide the other {}.'],
  noCases: ['您的岗位不办理来件', 'Your post handles no reports'],
  noCasesWhy: [
    '系统管理员负责配置，看不到群众来件。需要办件请联系社区书记或街道综治办安排岗位。',
    'Administrators configure and see no cases. Ask the community secretary for a post.',
  ],

  overBy: ['已超时 {}', '{} over'],
  leftFor: ['剩 {}', '{} left'],
  paused: ['已暂停', 'Paused'],
  stopped: ['计时已结束', 'Stopped'],
  awaitsClosing: ['待回访', 'To be closed'],
  exhausted: ['各级均已超时', 'Overdue at every level'],
  over: ['已结束', 'Over'],
  days: ['{}天', '{} d'],
  hours: ['{}小时', '{} h'],
  minutes: ['{}分钟', '{} min'],
  seconds: ['{}秒', '{} s'],
  today: ['今天 {}', 'Today {}'],
  yesterday: ['昨天 {}', 'Yesterday {}'],
  tomorrow: ['明天 {}', 'Tomorrow {}'],
  dueAt: ['{} 截止', 'Due {}'],
  warnsAt: ['{} 预警', 'Warning {}'],
  resumesAt: ['最迟 {} 恢复计时', 'Counts again {} at the latest'],
  derivation: ['怎么算的', 'How it was counted'],
  provisional: ['暂定', 'Provisional'],
  provisionalWhy: [
    '那一年的放假安排还没有公布，公布后会重新计算。',
    'That year’s holidays are not published yet; it will be worked out again.',
  ],

  told: ['群众反映', 'What was reported'],
  photos: ['照片和录音', 'Photos and recording'],
  photo: ['第 {} 张照片', 'Photo {}'],
  onePhoto: ['照片', 'Photo'],
  voice: ['录音', 'Recording'],
  uploadWaiting: ['还在传或正在处理，稍后自动出现。', 'On its way or being processed; it appears by itself.'],
  uploadRefused: ['不能显示，{}。', 'Not shown: {}.'],
  place: ['地点', 'Place'],
  contact: ['联系人', 'Contact'],
  noContact: ['没有留联系方式', 'Left no contact'],
  wish: ['答复', 'Reply'],
  reply: ['希望答复', 'Wants a reply'],
  no_reply: ['不用答复', 'Needs no reply'],
  next: ['下一步', 'Next'],
  others: ['其他办理', 'Other moves'],
  noMoves: ['这件事已经办完，没有要做的。', 'This is finished; nothing is left to do.'],
  beingRouted: ['系统正在派单，几秒后就好。', 'Being routed; a few seconds.'],
  cancel: ['取消', 'Cancel'],
  confirm: ['确认：{}', 'Confirm: {}'],
  done: ['已记录：{}', 'Recorded: {}'],
  changed: ['刚刚有人改过', 'Somebody changed this just now'],
  changedTo: [
    '最新状态是「{}」，页面已经更新，您写的内容还在。',
    'It is now “{}” and the page is up to date. What you wrote is still here.',
  ],
  changedOpen: ['看过之后可以再提交。', 'Look at it, then send again.'],
  changedShut: ['这一步现在不能办了，请改选别的。', 'This move is no longer open; choose another.'],
  clocks: ['时限', 'Clocks'],
  why: ['为什么派到这里', 'Why it came here'],
  noTrace: ['还没有派单记录。', 'Not routed yet.'],
  source: ['来源', 'Source'],
  byPost: ['由谁办理', 'For'],
  helpedBy: ['协办', 'Helped by'],
  supporters: ['附议', 'Joined by'],
  supportersCount: ['{} 位邻居', '{} neighbours'],
  rating: ['满意度', 'Rating'],
  callBack: ['需在 {} 前回访', 'Call back by {}'],
  enterWhy: [
    '替来电、来访的群众登记；编号和查询码要告诉本人。反映干部作风的，请告知拨打 12388，不在这里登记。',
    'For people who call or come in; tell them the number and the PIN. About an official: give them 12388, do not enter it here.',
  ],
  enterSource: ['怎么来的', 'How it came in'],
  enterWords: ['说的是什么事', 'What they said'],
  enterPlace: ['地点', 'Place'],
  enterPhone: ['电话（可不填）', 'Phone (optional)'],
  enterName: ['称呼（可不填）', 'Name (optional)'],
  enterButton: ['登记', 'Enter'],
  enterDone: ['已登记：编号 {}', 'Entered: number {}'],
  enterPin: ['查询码 {}', 'PIN {}'],
  history: ['办理经过', 'History'],
  me: ['（我）', ' (me)'],
  fromChat: [' · 来自聊天', ' · from chat'],
  resident: ['报告人', 'Resident'],
  system: ['系统', 'System'],
  /** What no button made. */
  byItself: {
    receive: ['收到来件', 'Received'],
    escalate: ['超时升级', 'Escalated'],
    warn: ['时限预警', 'Deadline near'],
    resume: ['恢复计时', 'Counting again'],
    recount: ['时限重算', 'Deadline recounted'],
  },
  pickGrid: ['选网格，可输入名称查找', 'Choose a grid; type to search'],
  numberWrong: ['编号不对，例如 JY-261123-7K3F-9', 'Not a number; one looks like JY-261123-7K3F-9'],

  plan: ['新建宣传', 'Plan a campaign'],
  planDone: ['已存为草稿：{}', 'Saved as a draft: {}'],
  planButton: ['存为草稿', 'Save as draft'],
  title: ['标题', 'Title'],
  text: ['内容', 'Text'],
  grids: ['发到哪些网格', 'Grids'],
  slot: ['什么时候发（北京时间）', 'When (Beijing time)'],
  slotMissing: ['请选时间', 'Choose a time'],
  wholeArea: ['{}（全部网格）', '{} (every grid)'],
  sendsTo: ['发到 {} 个网格', 'To {} grids'],
  sentSoFar: ['已发 {} 个', '{} sent'],
  sure: ['确定取消？', 'Really cancel?'],
  awaitsApproval: ['等另一位有审核权的同事审核', 'Waits for a colleague who may approve'],
  emptyCampaigns: ['还没有宣传', 'No campaigns yet'],
  emptyCampaignsWhy: [
    '在右边写一条，审核、排期之后到点自动发到网格群。',
    'Plan one on the right; approved and scheduled, it goes out by itself.',
  ],
  mayNotRead: ['您的岗位不管宣传', 'Your post has no campaigns'],
  mayNotReadWhy: ['需要时请联系社区书记。', 'Ask the community secretary.'],
  ...ENDPOINT_WORDS,
  ...TERMS,
} as const

type Tree = { readonly [Name in string]: readonly [zh: string, en: string] | Tree }
type Spoken<T> = { readonly [Name in keyof T]: T[Name] extends readonly unknown[] ? string : Spoken<T[Name]> }

/** The page's own language decides; a switch sets `lang` and loads again. */
export const language: 'zh' | 'en' = document.documentElement.lang.startsWith('en') ? 'en' : 'zh'

export const t = spoken(ROWS)

/** A room that is fetched on its own brings its own rows. */
export function spoken<Rows extends Tree>(rows: Rows): Spoken<Rows> {
  return inLanguage(rows) as Spoken<Rows>
}

function inLanguage(rows: Tree): unknown {
  const index = language === 'zh' ? 0 : 1
  return Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [name, isRow(row) ? row[index] : inLanguage(row)]),
  )
}

function isRow(row: Tree[string]): row is readonly [string, string] {
  return Array.isArray(row)
}

/** Words the core says itself. */
export const say = (word: { readonly zh: string; readonly en: string }) => word[language]

import type { Pause } from './clock.ts'
import type { ClockName, Level } from './policy.ts'

/** What people call clocks and levels, wherever the core speaks: history, alerts, derivations. */
export const CLOCK_WORDS: Record<ClockName, { zh: string; en: string }> = {
  screening: { zh: '派单', en: 'Assignment' },
  contact: { zh: '首次联系', en: 'First contact' },
  resolve: { zh: '办结', en: 'Resolve' },
  mediation: { zh: '调解', en: 'Mediation' },
  acknowledge: { zh: '知悉', en: 'Acknowledgement' },
  assist: { zh: '协办', en: 'Help' },
  supervise: { zh: '督办回复', en: 'Reply to supervision' },
  unrouted: { zh: '认领', en: 'Claim' },
  dispute: { zh: '归属裁定', en: 'Ruling' },
}

export const LEVEL_WORDS: Record<Level, { zh: string; en: string }> = {
  assignee: { zh: '承办人', en: 'Assignee' },
  grid: { zh: '网格', en: 'Grid' },
  community: { zh: '社区', en: 'Community' },
  street: { zh: '街道', en: 'Street' },
  county: { zh: '县级', en: 'County' },
}

/** Why a clock stood still. */
export const PAUSE_WORDS: Record<Pause['why'], { zh: string; en: string }> = {
  awaiting_reporter: { zh: '等报告人补充', en: 'waiting for the resident' },
  awaiting_third_party: { zh: '等第三方', en: 'waiting for a third party' },
  force_majeure: { zh: '不可抗力', en: 'force majeure' },
  resolved: { zh: '已办结待回访', en: 'resolved meanwhile' },
}

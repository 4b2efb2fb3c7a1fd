import type { Pause } from './clock.ts'
import type { ClockName, Level, MatterClass } from './policy.ts'

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

/** What people call the kinds of matter that share clocks. */
export const CLASS_WORDS: Record<MatterClass, { zh: string; en: string }> = {
  dispute: { zh: '纠纷（未定级）', en: 'Dispute, not graded' },
  surroundings: { zh: '环境、设施、物业', en: 'Surroundings' },
  safety: { zh: '安全隐患和线索', en: 'Safety' },
  question: { zh: '咨询', en: 'Question' },
  suggestion: { zh: '建议', en: 'Suggestion' },
  visit: { zh: '预约上门', en: 'Home visit' },
  dispute_red: { zh: '红色纠纷', en: 'Dispute, red' },
  dispute_orange: { zh: '橙色纠纷', en: 'Dispute, orange' },
  dispute_yellow: { zh: '黄色纠纷', en: 'Dispute, yellow' },
  dispute_blue: { zh: '蓝色纠纷', en: 'Dispute, blue' },
  emergency: { zh: '紧急', en: 'Emergency' },
  mediation: { zh: '人民调解', en: "People's mediation" },
  petition: { zh: '信访', en: 'Petition' },
}

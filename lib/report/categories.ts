import type { MatterClass } from '../sla/policy.ts'

/** What a resident can report (domain.md §6.1), with the words on the form and the class whose clocks apply. */
export const CATEGORIES = {
  parking: { class: 'dispute', zh: '停车', en: 'Parking' },
  neighbour: { class: 'dispute', zh: '邻里纠纷', en: 'Neighbour quarrel' },
  noise: { class: 'dispute', zh: '噪音', en: 'Noise' },
  family: { class: 'dispute', zh: '家庭婚恋', en: 'Family and marriage' },
  debt: { class: 'dispute', zh: '债务', en: 'Debt' },
  sanitation: { class: 'surroundings', zh: '环境卫生', en: 'Sanitation' },
  facilities: { class: 'surroundings', zh: '公共设施', en: 'Public facilities' },
  property: { class: 'surroundings', zh: '物业', en: 'Property management' },
  livelihood: { class: 'surroundings', zh: '民生实事', en: 'Livelihood' },
  industry: { class: 'surroundings', zh: '产业发展', en: 'Local business' },
  fire: { class: 'safety', zh: '消防隐患', en: 'Fire hazard' },
  security: { class: 'safety', zh: '治安线索', en: 'Public order' },
  fraud: { class: 'safety', zh: '诈骗线索', en: 'Fraud' },
  question: { class: 'question', zh: '咨询', en: 'Question' },
  suggestion: { class: 'suggestion', zh: '建议', en: 'Suggestion' },
  visit: { class: 'visit', zh: '预约上门', en: 'Home visit' },
  conduct: { class: 'suggestion', zh: '干部作风', en: 'Conduct of officials' },
} as const satisfies Record<string, { class: MatterClass; zh: string; en: string }>

export type Category = keyof typeof CATEGORIES
export const CATEGORY_NAMES = Object.keys(CATEGORIES) as [Category, ...Category[]]

export const CLASS_OF = Object.fromEntries(
  Object.entries(CATEGORIES).map(([name, { class: matter }]) => [name, matter]),
) as Record<Category, MatterClass>

/**
 * 群众身边不正之风: what is said about an official stays out of every list, group and message that the official could see
 * (纪检监察机关处理检举控告工作规则 art. 47). It follows from the category, so that no report can be one without the other.
 */
export const isConfidential = ({ category }: { category: Category }): boolean => category === 'conduct'

/** What travels the usual way: through routing, lists, clocks and alerts. */
export const ORDINARY_CATEGORIES = CATEGORY_NAMES.filter((category) => !isConfidential({ category }))

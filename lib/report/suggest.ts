import type { Category } from './categories.ts'

/** How people name things, by category. Longer words first where one contains another. */
const NAMED: Partial<Record<Category, readonly string[]>> = {
  fire: ['消防通道', '飞线充电', '灭火器', '消防栓', '电动车进楼', '着火', '起火', '楼道堆', '冒烟'],
  fraud: ['诈骗', '刷单', '被骗', '骗子', '转账', '冒充'],
  security: ['小偷', '偷', '打架', '赌博', '持刀', '可疑'],
  parking: ['停车', '车位', '堵车', '挡车', '乱停', '占道'],
  noise: ['噪音', '吵', '广场舞', '音响', '装修声', '扰民'],
  sanitation: ['垃圾', '臭味', '污水', '脏', '老鼠', '蚊虫', '粪'],
  facilities: ['路灯', '井盖', '健身器材', '下水道', '坑', '护栏', '停水', '停电'],
  property: ['物业', '电梯', '门禁', '保安', '物业费', '漏水'],
  family: ['夫妻', '离婚', '婆媳', '家暴', '赡养', '孩子抚养'],
  debt: ['欠钱', '欠款', '借钱', '工资', '还钱'],
  neighbour: ['邻居', '楼上', '楼下', '对门', '宅基地'],
  visit: ['上门', '走不动', '行动不便', '代办'],
  industry: ['营业执照', '招商', '创业', '销路'],
  livelihood: ['低保', '医保', '养老金', '补贴', '上学'],
  suggestion: ['建议', '希望能', '最好能'],
  question: ['请问', '怎么办理', '咨询', '什么时候'],
}

/** `because` is the word it was read from, to be shown beside the suggestion. */
export type Suggestion = { category: Category; because: string }

/**
 * The category that most of the named things belong to; the earlier in the table on a tie. A suggestion, never a decision:
 * the person chooses, and staff may change it.
 */
export function suggestCategory(words: string): Suggestion | undefined {
  const found = (Object.entries(NAMED) as [Category, readonly string[]][])
    .map(([category, names]) => ({ category, said: names.filter((name) => words.includes(name)) }))
    .filter(({ said }) => said.length > 0)
  const most = Math.max(...found.map(({ said }) => said.length))
  const best = found.find(({ said }) => said.length === most)
  return best && { category: best.category, because: best.said[0]! }
}

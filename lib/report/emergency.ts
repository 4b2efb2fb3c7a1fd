import type { Category } from './categories.ts'

/** 报警 110 · 火警 119 · 急救 120 · 反诈 96110. */
export const EMERGENCY_NUMBERS = [110, 119, 120, 96110] as const
export type EmergencyNumber = (typeof EMERGENCY_NUMBERS)[number]

/**
 * Words that mean somebody is in danger now. It is advice to telephone, never a verdict: a word too many costs a glance, so
 * the list is wide; the exceptions are everyday words that only look alike (打人行道, 杀虫, 砍树, 抢车位).
 */
const SIGNS: Record<EmergencyNumber, RegExp> = {
  110: /打人(?!行)|打架|打起来|动手打|被打|家暴|持刀|拿刀|动刀|捅|砍人|要杀|杀人|抢劫|抢走|绑架|强奸|猥亵|轻生|自杀|跳楼|不想活|走失|失踪|撬门|入室|knife|robb|suicide|beating/i,
  119: /着火|起火|失火|火灾|明火|浓烟|冒烟|爆炸|(煤气|燃气|天然气|液化气).{0,4}(漏|味)|困在电梯|被困|on fire|smoke|gas leak|explosion/i,
  120: /昏迷|晕倒|昏倒|没有?呼吸|吐血|流血不止|大出血|抽搐|中毒|喝农药|喝了农药|心梗|中风|摔得?动不了|骨折|unconscious|bleeding|poison/i,
  96110: /诈骗|被骗|骗子|刷单|转账|转钱|打款|验证码|冒充(公检法|警察|客服)|scam|fraud/i,
}

/** What the category alone already calls for. */
const BY_CATEGORY: Partial<Record<Category, EmergencyNumber>> = { fire: 119, security: 110, fraud: 96110 }

/** The numbers to put before everything else for what was written, in the order they are dialled; none is the usual case. */
export function emergencyIn(words: string): EmergencyNumber[] {
  const plain = words.normalize('NFKC').replace(/\s+/g, ' ')
  return EMERGENCY_NUMBERS.filter((number) => SIGNS[number].test(plain))
}

/** The same with the category: a page shows these first. Whether a report is *flagged* depends on the words alone. */
export function numbersFor(words: string, category: Category | undefined): EmergencyNumber[] {
  const own = category && BY_CATEGORY[category]
  const said = emergencyIn(words)
  return EMERGENCY_NUMBERS.filter((number) => number === own || said.includes(number))
}

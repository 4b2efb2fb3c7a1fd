import type { Area } from '../grid/area.ts'
import { CATEGORIES } from '../report/categories.ts'
import { SOURCE_WORDS } from '../report/consent.ts'
import { QUESTIONS_OF } from '../report/questions.ts'
import { PRIORITY_WORDS } from '../report/report.ts'
import { ROLE_WORDS } from '../staff/staff.ts'
import type { Effects, Risk, Rule, Tag, When } from './rule.ts'

export type Words = { zh: string; en: string }

export const TAG_WORDS: Record<Tag, Words> = {
  'code-forged': { zh: '二维码伪造', en: 'forged code' },
  'code-revoked': { zh: '二维码停用', en: 'revoked code' },
  'code-unknown': { zh: '二维码没有登记', en: 'unknown code' },
  'outside-county': { zh: '定位在县外', en: 'outside the county' },
  'merged-by-resident': { zh: '报告人自己并案', en: 'merged by the resident' },
  emergency: { zh: '紧急', en: 'emergency' },
  'flood-suspected': { zh: '疑似刷报', en: 'suspected flood' },
  ...SOURCE_WORDS,
}
const RISK_WORDS: Record<Risk, Words> = {
  red: { zh: '红', en: 'red' },
  orange: { zh: '橙', en: 'orange' },
  yellow: { zh: '黄', en: 'yellow' },
  blue: { zh: '蓝', en: 'blue' },
}

/** What people call an area; its code where nobody knows. */
export type NameOf = (area: Area) => string | undefined

/** When a rule applies, in words: `类别是噪音，22:00 到 07:00`. */
export function whenWords(when: When, nameOf: NameOf = () => undefined): Words {
  const { categories, tags, areas, hours, workday, answers, risks, load } = when
  const named = areas?.map((area) => nameOf(area) ?? area)
  const parts: Words[] = [
    ...(categories
      ? [
          listed(
            '类别是',
            'about ',
            categories.map((one) => CATEGORIES[one]),
          ),
        ]
      : []),
    ...(tags
      ? [
          listed(
            '带有标记',
            'noted as ',
            tags.map((one) => TAG_WORDS[one]),
          ),
        ]
      : []),
    ...(named
      ? [
          listed(
            '在',
            'in ',
            named.map((name) => ({ zh: name, en: name })),
          ),
        ]
      : []),
    ...(hours ? [span(hours)] : []),
    ...(workday === undefined ? [] : [workday ? WORKDAY : DAY_OFF]),
    ...Object.entries(answers ?? {}).map(([question, option]) => answerWords(question, option)),
    ...(risks
      ? [
          listed(
            '风险',
            'risk ',
            risks.map((one) => RISK_WORDS[one]),
          ),
        ]
      : []),
    ...(load === undefined
      ? []
      : [{ zh: `社区未办结不少于 ${load} 件`, en: `${load} or more open in the community` }]),
  ]
  return parts.length > 0 ? joined(parts) : { zh: '任何情况', en: 'whatever it is' }
}

/** What a rule does, in words: `派给社区民辅警，请消防中队协办，优先`. */
export function effectWords(
  { post, team, assist, priority, hold }: Effects,
  nameOf: NameOf = () => undefined,
): Words {
  const name = team && (nameOf(team) ?? team)
  const parts: Words[] = [
    ...(hold ? [{ zh: '先由人工看过再派', en: 'held until a person has looked' }] : []),
    ...(name ? [{ zh: `派到${name}`, en: `to ${name}` }] : []),
    ...(post
      ? [{ zh: `由${ROLE_WORDS[post].zh}办理`, en: `for the ${ROLE_WORDS[post].en.toLowerCase()}` }]
      : []),
    ...(assist ? [{ zh: `请${assist.join('、')}协办`, en: `helped by ${assist.join(', ')}` }] : []),
    ...(priority ? [PRIORITY_WORDS[priority]] : []),
  ]
  return parts.length > 0 ? joined(parts) : { zh: '按地点派', en: 'by its place' }
}

/** Why it went there: the rule by name, what held and what followed. */
export function ruleWords({ name, when, does }: Rule, version?: number, nameOf?: NameOf): Words {
  const [held, done] = [whenWords(when, nameOf), effectWords(does, nameOf)]
  const [zh, en] = version === undefined ? ['', ''] : [`（第 ${version} 版）`, ` (version ${version})`]
  return {
    zh: `因为派单规则「${name}」${zh}：${held.zh}，${done.zh}`,
    en: `because of the rule “${name}”${en}: ${held.en}; ${done.en}`,
  }
}

const WORKDAY = { zh: '工作日', en: 'on a working day' }
const DAY_OFF = { zh: '非工作日', en: 'on a day off' }
const span = ({ from, until }: { from: string; until: string }) => ({
  zh: `${from} 到 ${until}`,
  en: `from ${from} to ${until}`,
})
const joined = (parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join('，'),
  en: parts.map(({ en }) => en).join(', '),
})
const listed = (zh: string, en: string, some: readonly Words[]): Words => ({
  zh: zh + some.map((one) => one.zh).join('或'),
  en: en + some.map((one) => one.en).join(' or '),
})

function answerWords(question: string, option: string): Words {
  const asked = Object.values(QUESTIONS_OF)
    .flat()
    .find(({ id, options }) => id === question && options.some((one) => one.id === option))
  const answer = asked?.options.find(({ id }) => id === option)
  return asked && answer
    ? { zh: `${asked.zh}${answer.zh}`, en: `${asked.en} ${answer.en}` }
    : { zh: `${question}：${option}`, en: `${question}: ${option}` }
}

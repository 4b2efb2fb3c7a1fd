import type { Category } from './categories.ts'

/** What is worth knowing at once about some matters. Each may be left out; the words stay the same once they are stored. */
export type Option = { id: string; zh: string; en: string }
export type CategoryQuestion = { id: string; zh: string; en: string; options: readonly Option[] }

const YES = { id: 'yes', zh: '是', en: 'Yes' }
const NO = { id: 'no', zh: '不是', en: 'No' }
const UNSURE = { id: 'unsure', zh: '说不清', en: 'Not sure' }

const WHEN = {
  id: 'when',
  zh: '什么时候的事？',
  en: 'When is it?',
  options: [
    { id: 'now', zh: '现在还在', en: 'Going on now' },
    { id: 'often', zh: '经常这样', en: 'It happens often' },
    { id: 'past', zh: '已经过去了', en: 'It is over' },
  ],
}
const HURT = { id: 'hurt', zh: '有没有人受伤？', en: 'Is anybody hurt?', options: [YES, NO, UNSURE] }

export const QUESTIONS_OF: Partial<Record<Category, readonly CategoryQuestion[]>> = {
  parking: [
    { id: 'exit', zh: '挡住消防通道了吗？', en: 'Is a fire lane blocked?', options: [YES, NO, UNSURE] },
    WHEN,
  ],
  neighbour: [HURT, WHEN],
  family: [HURT, WHEN],
  noise: [WHEN],
  security: [HURT, WHEN],
  fire: [
    {
      id: 'flames',
      zh: '现在有火或者烟吗？',
      en: 'Is there fire or smoke now?',
      options: [YES, NO, UNSURE],
    },
  ],
  fraud: [{ id: 'paid', zh: '钱已经转出去了吗？', en: 'Has money been sent?', options: [YES, NO, UNSURE] }],
  facilities: [
    { id: 'danger', zh: '会不会伤到人？', en: 'Could it hurt somebody?', options: [YES, NO, UNSURE] },
  ],
  property: [
    { id: 'trapped', zh: '有没有人被困在电梯里？', en: 'Is anybody stuck in a lift?', options: [YES, NO] },
  ],
  visit: [
    {
      id: 'who',
      zh: '给谁预约？',
      en: 'Who is it for?',
      options: [
        { id: 'elderly', zh: '老人', en: 'An elderly person' },
        { id: 'disabled', zh: '行动不便的人', en: 'Somebody who cannot walk well' },
        { id: 'other', zh: '其他人', en: 'Somebody else' },
      ],
    },
  ],
}

export type Answers = Record<string, string>

/** Only answers to questions that this category asks, with an option it offers; whatever else was sent is dropped. */
export function knownAnswers(category: Category, given: Answers = {}): Answers {
  const asked = QUESTIONS_OF[category] ?? []
  return Object.fromEntries(
    asked
      .filter(({ id, options }) => Object.hasOwn(given, id) && options.some((one) => one.id === given[id]))
      .map(({ id }) => [id, given[id]!]),
  )
}

/** `挡住消防通道了吗？是`, for people. */
export function answerLines(category: Category, given: Answers, language: 'zh' | 'en' = 'zh'): string[] {
  const known = knownAnswers(category, given)
  return (QUESTIONS_OF[category] ?? []).flatMap((question) => {
    const option = question.options.find(({ id }) => id === known[question.id])
    return option ? [`${question[language]}${language === 'en' ? ' ' : ''}${option[language]}`] : []
  })
}

/** An answer that means danger as plainly as a word would. */
export const isDangerAnswered = (answers: Answers): boolean =>
  answers.flames === 'yes' || answers.hurt === 'yes' || answers.trapped === 'yes'

import { CATEGORY_NAMES } from '../../lib/report/categories.ts'
import { emergencyIn, numbersFor } from '../../lib/report/emergency.ts'
import { answerLines, isDangerAnswered, knownAnswers, QUESTIONS_OF } from '../../lib/report/questions.ts'
import { suggestCategory } from '../../lib/report/suggest.ts'

describe('words that cannot wait for a form', () => {
  test.each<[string, number[]]>([
    ['楼上着火了，烟很大', [119]],
    ['厨房有煤气味，不知道哪里漏的', [119]],
    ['有人困在电梯里了', [119]],
    ['老人晕倒在楼道里，没呼吸了', [120]],
    ['两家打起来了，有人拿刀，流血不止', [110, 120]],
    ['他说不想活了，站在楼顶', [110]],
    ['客服让我转账，还要验证码', [96110]],
    ['ＳＭＯＫＥ in the hall', [119]],
  ])('%s', (words, numbers) => {
    expect(emergencyIn(words)).toEqual(numbers)
  })

  test.each([
    '打人行道上的砖松了',
    '请来打杀虫药',
    '小区砍树太多',
    '天天抢车位',
    '火锅店油烟大',
    '消防通道停了车',
  ])('%s is an ordinary matter', (words) => {
    expect(emergencyIn(words)).toEqual([])
  })

  test('the kind of matter alone puts its number first, without making the report urgent', () => {
    expect(numbersFor('楼道堆了纸箱', 'fire')).toEqual([119])
    expect(numbersFor('他拿刀了', 'fraud')).toEqual([110, 96110])
    expect(numbersFor('路灯坏了', undefined)).toEqual([])
  })
})

describe('a suggested category', () => {
  test.each([
    ['楼下路灯坏了三天', 'facilities', '路灯'],
    ['垃圾没人收，污水横流', 'sanitation', '垃圾'],
    ['有人飞线充电', 'fire', '飞线充电'],
    ['广场舞太吵', 'noise', '吵'],
  ])('%s', (words, category, because) => {
    expect(suggestCategory(words)).toEqual({ category, because })
  })

  test('is not made up when nothing is named', () => {
    expect(suggestCategory('有件事想说一下')).toBeUndefined()
  })
})

describe('the questions of a category', () => {
  test('are for categories there are, each with words in both languages and answers to choose from', () => {
    for (const [category, questions] of Object.entries(QUESTIONS_OF)) {
      expect(CATEGORY_NAMES).toContain(category)
      for (const { zh, en, options } of questions) {
        expect([zh, en]).toEqual([expect.stringMatching(/？$/), expect.stringMatching(/\?$/)])
        expect(options.length).toBeGreaterThan(1)
      }
    }
  })

  test('take only their own answers', () => {
    expect(knownAnswers('parking', { exit: 'yes', hurt: 'yes', when: 'never', __proto__: 'x' })).toEqual({
      exit: 'yes',
    })
    expect(knownAnswers('question', { exit: 'yes' })).toEqual({})
  })

  test('read back as sentences, and danger among them counts as danger', () => {
    expect(answerLines('parking', { exit: 'yes', when: 'now' })).toEqual([
      '挡住消防通道了吗？是',
      '什么时候的事？现在还在',
    ])
    expect(answerLines('fire', { flames: 'yes' }, 'en')).toEqual(['Is there fire or smoke now? Yes'])
    expect([isDangerAnswered({ flames: 'yes' }), isDangerAnswered({ exit: 'yes' })]).toEqual([true, false])
  })
})

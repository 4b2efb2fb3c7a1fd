/** What a resident's own form says about its fields: apart, because phones load these and no others. */
export const FORM_WORDS = {
  'category-unknown': { zh: '请选择一类事情', en: 'Choose what it is about' },
  'words-short': { zh: '请再多写几个字，至少 5 个字', en: 'Write a little more, at least 5 characters' },
  'words-long': { zh: '请缩短到 2000 字以内', en: 'Shorten to 2000 characters' },
  'place-long': { zh: '地点请写在 200 字以内', en: 'Keep the place under 200 characters' },
  'phone-wrong': {
    zh: '手机号应为 11 位数字；不想留可以空着',
    en: 'A mobile number has 11 digits; you may leave it empty',
  },
  'phone-missing': {
    zh: '请留一个手机号，好给您打电话',
    en: 'Leave a mobile number, so that we can call',
  },
  'name-long': { zh: '称呼请写在 30 字以内', en: 'Keep the name under 30 characters' },
  'level-missing': { zh: '请选择满意程度', en: 'Choose how satisfied you are' },
  'pin-wrong': { zh: '查询码是 6 位数字', en: 'The PIN has 6 digits' },
  'said-missing': { zh: '这一项要填写', en: 'This is needed' },
} as const satisfies Record<string, { zh: string; en: string }>

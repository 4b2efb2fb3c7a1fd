/** Why a file is not shown, in words for whoever sent it and for staff. */
export const REFUSALS = {
  'not-arrived': { zh: '没有传完', en: 'It did not arrive' },
  'too-large': { zh: '文件太大', en: 'It is too large' },
  'not-media': { zh: '不是照片或录音', en: 'It is no photo or recording' },
  'too-many-pixels': { zh: '图片尺寸太大', en: 'It has too many pixels' },
  'too-many': { zh: '已经够多了，没有收下', en: 'There were enough already' },
  broken: { zh: '文件打不开', en: 'It cannot be opened' },
} as const satisfies Record<string, { zh: string; en: string }>
export type Refusal = keyof typeof REFUSALS
export const REFUSAL_NAMES = Object.keys(REFUSALS) as [Refusal, ...Refusal[]]

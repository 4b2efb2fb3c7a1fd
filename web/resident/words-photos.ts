import type { Same } from './words.ts'

/** What the photos' own code says: fetched with it, in both languages. */
const zh = {
  title: '照片和录音（可不填）',
  more: '补传照片或录音',
  hint: '最多 9 张照片，缩小了再传，少用流量。拍照的地点不会传出去。',
  secret: '这个页面不保存照片。用相机拍的，手机相册里可能还有一份。',
  take: '拍照',
  pick: '从相册选',
  tooMany: '最多 9 张照片，多选的没有加上。',
  photo: '照片 {}',
  voice: '录音',
  states: {
    waiting: '等着传',
    sending: '正在传，{}%',
    sent: '已传上',
    failed: '没有传上',
    unfit: '这个文件打不开，没有传。请换一张照片。',
  },
  remove: '去掉',
  goOn: '不用等照片传完，可以先往下填。',
  earlier: '以前选的照片或录音已传上：{} 个',
  forget: '不要了',
  record: '录一段话（最长 60 秒）',
  recording: '正在录音，还能说 {} 秒',
  stop: '说完了',
  noMicrophone: '没有录成。请允许使用麦克风，或者写成文字。',
  stay: '还有 {} 个没传完，请先不要关这个页面。',
  allSent: '照片和录音都传上了。',
  failedHint: '有的没有传上，不耽误办事。可以再试一次，也可以以后在“查进展”里补传。',
}
export type PhotoWords = Same<typeof zh>

const en: PhotoWords = {
  title: 'Photos and voice (optional)',
  more: 'Add photos or a recording',
  hint: 'Up to 9 photos. They are made small first; where they were taken is not sent.',
  secret: 'Photos are not kept in this page. What the camera takes may stay in your album.',
  take: 'Take a photo',
  pick: 'From the album',
  tooMany: 'Up to 9 photos; the others were not added.',
  photo: 'Photo {}',
  voice: 'Recording',
  states: {
    waiting: 'Waiting',
    sending: 'Sending, {}%',
    sent: 'Sent',
    failed: 'Not sent',
    unfit: 'This file cannot be opened and was not sent. Choose another photo.',
  },
  remove: 'Remove',
  goOn: 'You need not wait for the photos; go on.',
  earlier: 'Chosen before and sent: {}',
  forget: 'Leave them out',
  record: 'Record your voice (up to 60 s)',
  recording: 'Recording, {} s left',
  stop: 'Done',
  noMicrophone: 'Nothing was recorded. Allow the microphone, or write it down.',
  stay: '{} still on the way; please keep this page open.',
  allSent: 'Photos and recording were sent.',
  failedHint:
    'Some did not get through; your report is not held up. Try again, or add them later under “See progress”.',
}

export const PHOTO_WORDS = { zh, en }

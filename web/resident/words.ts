/**
 * Every word a resident reads, but for the categories and what is wrong with a field: those are the contracts' own.
 * `{}` is filled in. Another language is another file like words-en.ts, fetched by those who ask for it.
 */
export const zh = {
  lang: 'zh-CN',
  name: '凤凰家',
  motto: '码上说，马上办',
  otherLanguage: 'English',
  stepOf: '第 {} 步，共 {} 步',
  back: '返回',
  next: '继续',
  optional: '（可不填）',
  wrong: '错误：',
  wrongTitle: '有 {} 处需要改一下',
  restored: '上次没写完的内容还在，可以接着写。',
  startOver: '清空重写',
  codePlace: '您扫码的地方',
  codeUnknown: '这个二维码认不出来，请向网格员核实；您仍可填写地点上报。',
  codeRevoked: '这个二维码已经停用，请向网格员核实；您仍可填写地点上报。',
  danger: '有危险，请马上打电话',
  dangerNumbers: {
    110: '报警',
    119: '火警',
    120: '急救',
    96110: '反诈骗',
  },
  help: '有困难，可以打电话',
  hotline: '政务服务热线',
  elder: '大字版',
  usual: '普通版',
  readAloud: '读给我听',
  stopReading: '不读了',
  callback: '请给我打电话',
  callbackHint: '不想打字就点这里，网格员给您打过去。',
  callbackWords: '请给我打电话，我在电话里说。（大字版回电请求）',
  privacy: '个人信息怎么用',

  what: '您要反映什么事？',
  whatHint: '点一下最接近的一类。',
  groups: {
    dispute: '邻里家庭',
    surroundings: '环境和设施',
    safety: '安全',
    other: '其他',
    conduct: '干部作风',
  },
  chosen: '已选',
  integrityChoice: '由县纪委监委保密办理',
  followLink: '查以前报过的事',

  where: '事情在哪里？',
  placeMissing: '请写在哪里，或用手机定位',

  tell: '请说说是什么事',

  contact: '怎么联系您？',

  similar: '已有邻居反映',

  check: '请核对一遍',
  submit: '提交',
  sending: '正在提交，请稍等……',
  offline: '网络不通，内容已保存。等一会儿，再点下面的按钮。',
  busy: '系统正忙，内容已保存。等一会儿，再点下面的按钮。',
  again: '再试一次',

  done: '已经收到',
  number: '编号',
  pin: '查询码',
  provisional: '（暂定）',
  whyProvisional: '放假安排公布以后，暂定的日期可能会变。',

  follow: '查进展',
  opening: '正在打开……',
  notReached: '没有连上，请检查网络后再试一次。',

  integrity: '反映干部作风问题',
}

/** So that a translation lacks nothing and invents nothing. */
export type Same<Tree> = { [Name in keyof Tree]: Tree[Name] extends string ? string : Same<Tree[Name]> }
export type Words = Same<typeof zh>

/**
 * Everything that can be refused. A code is never reused for another meaning. The words say what the person can do;
 * they are safe to show and are the titles of RFC 9457 bodies.
 */
export const PROBLEMS = {
  'body-not-json': {
    status: 400,
    zh: '提交的内容格式不对，请刷新页面后再试。',
    en: 'The body is not JSON. Reload the page and try again.',
  },
  'body-too-large': {
    status: 413,
    zh: '内容太长了，请缩短文字后再提交（上限 64 KB）。',
    en: 'The body is over 64 KB. Shorten the text and send again.',
  },
  'form-invalid': {
    status: 422,
    zh: '有几处需要改一下，请看标出的地方。',
    en: 'Some fields need a change; see the ones marked.',
  },
  'key-missing': {
    status: 400,
    zh: '缺少 Idempotency-Key，请刷新页面后再提交。',
    en: 'Send an Idempotency-Key header, the same for each retry.',
  },
  'key-reused': {
    status: 409,
    zh: '这份内容和上次提交的不一样。如要另报一件事，请重新扫码。',
    en: 'This Idempotency-Key was used with another body.',
  },
  'code-unknown': {
    status: 404,
    zh: '这个二维码认不出来，请向网格员核实；您仍可填写地点上报。',
    en: 'This code is unknown. You can still report and describe the place.',
  },
  'file-refused': {
    status: 422,
    zh: '只收 10 MB 以内的照片（JPEG、PNG、WebP）和一分钟以内的录音。',
    en: 'Photos (JPEG, PNG, WebP) up to 10 MB and recordings up to a minute are taken.',
  },
  'report-not-found': {
    status: 404,
    zh: '没有找到。请核对编号和查询码。',
    en: 'Nothing found. Check the number and the PIN.',
  },
  'pin-locked': {
    status: 429,
    zh: '查询码错了太多次，请一小时后再试，或拨打网格电话。',
    en: 'Too many wrong PINs. Try again in an hour.',
  },
  'too-many': {
    status: 429,
    zh: '操作太频繁了，请过一会儿再试。',
    en: 'Too many requests. Try again after as many seconds as Retry-After says.',
  },
  'proof-needed': {
    status: 429,
    zh: '这里刚才提交得太多。内容没有丢，请过几分钟再提交；着急请打网格电话。',
    en: 'Many reports came from here. Solve the challenge and send again, or wait as long as Retry-After says.',
  },
  'move-not-allowed': {
    status: 409,
    zh: '现在的状态不能这样办理，请刷新查看最新进展。',
    en: 'This move is not open from the current status.',
  },
  'supporters-full': {
    status: 409,
    zh: '已经有很多邻居反映了这件事，正在办理，不用再报。',
    en: 'Many neighbours have reported this already; it is being dealt with.',
  },
  'level-too-low': {
    status: 403,
    zh: '这一步要由上一级或持有这件事的一级来办。',
    en: 'A higher level, or the level that holds the report, must do this.',
  },
  'extension-too-long': {
    status: 422,
    zh: '延期的天数超过了规定，请改短。',
    en: 'That is more time than the policy allows.',
  },
  'deadline-outside': {
    status: 422,
    zh: '协办的期限不能晚于主办的期限。',
    en: 'Whoever helps must be done before the lead is due.',
  },
  'return-late': {
    status: 409,
    zh: '派到网格两个工作小时之内才能退回，现在已过时限，请继续办理。',
    en: 'A grid can return a report within two working hours of getting it; it is theirs now.',
  },
  'returned-before': {
    status: 409,
    zh: '这件事已经退回过一次，不能再退；确实不属于本网格，请提请裁定。',
    en: 'It was returned once already. If it is not yours either, ask the level above to decide.',
  },
  'grid-decided': {
    status: 409,
    zh: '归属已由上级裁定，不再更改。',
    en: 'The level above has decided whose it is; that is final.',
  },
  'cases-failed': {
    status: 409,
    zh: '有用例没有通过，规则没有发布。',
    en: 'Some cases failed, so the rules were not published.',
  },
  'changed-meanwhile': {
    status: 409,
    zh: '刚刚有人改过这件事，请看最新内容后再办。',
    en: 'Somebody changed this meanwhile; look at it again first.',
  },
  'signed-out': { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  'sign-in-failed': {
    status: 401,
    zh: '登录没有成功，请重新登录。',
    en: 'Sign-in did not succeed; start again.',
  },
  'not-allowed': { status: 403, zh: '您没有办理这件事的权限。', en: 'You may not do this.' },
  'origin-refused': {
    status: 403,
    zh: '请求来源不对，请从控制台页面操作。',
    en: 'The request does not come from the console itself.',
  },
  'not-found': { status: 404, zh: '没有找到。', en: 'Not found.' },
  'cursor-foreign': {
    status: 400,
    zh: '翻页位置已失效，请从第一页重新看。',
    en: 'This cursor belongs to another list. Start again from the first page.',
  },
  'policy-invalid': {
    status: 422,
    zh: '时限规则有矛盾，没有发布。',
    en: 'The clock policy contradicts itself and was not published.',
  },
  'file-too-large': {
    status: 413,
    zh: '文件太大，请分开或压缩后再导入（上限 5 MB）。',
    en: 'The file is over 5 MB.',
  },
  'file-unreadable': {
    status: 422,
    zh: '文件读不出来，请核对格式是否选对。',
    en: 'The file cannot be read. Check that its format is the one chosen.',
  },
  'map-faulty': {
    status: 409,
    zh: '与现行网格图相比有重叠或空缺，没有发布，请重新导入。',
    en: 'The map overlaps or leaves gaps beside the one in force; import it again.',
  },
  'edition-too-early': {
    status: 422,
    zh: '生效时间太早：至少在三分钟之后，且不早于已发布的版本。',
    en: 'Too early: at least three minutes from now and not before an edition already published.',
  },
  'tenure-overlaps': {
    status: 409,
    zh: '这段时间该岗位已有人任职，请先调整起止时间。',
    en: 'Somebody holds this post during that time. Change the dates first.',
  },
  'tenure-unknown': {
    status: 409,
    zh: '此人在这段时间没有担任或代理该岗位。',
    en: 'This person does not serve in the post at that time.',
  },
  'leave-overlaps': {
    status: 409,
    zh: '此人这段时间已经请假。',
    en: 'This person is on leave during part of that time already.',
  },
  'dates-reversed': {
    status: 422,
    zh: '结束时间必须晚于开始时间。',
    en: 'The end must be later than the beginning.',
  },
  'target-refused': {
    status: 422,
    zh: '这个推送地址不允许使用。',
    en: 'This webhook address is not allowed.',
  },
  'link-unknown': {
    status: 404,
    zh: '这个链接打不开，请登录工作台办理。',
    en: 'This link cannot be read. Use the console instead.',
  },
  'link-expired': {
    status: 410,
    zh: '这个链接已过期，请登录工作台查看现在的情况。',
    en: 'This link has expired. Open the console to see how things stand.',
  },
  'link-not-yours': {
    status: 403,
    zh: '这个链接是发给别人的，请用自己的链接办理。',
    en: 'This link was sent to somebody else.',
  },
  'callback-unknown': {
    status: 404,
    zh: '没有这个回调地址，或还没有配置回调密钥。',
    en: 'No callback is set up at this address.',
  },
  'callback-forged': {
    status: 401,
    zh: '回调签名不对，没有处理。',
    en: 'The signature of this callback is wrong.',
  },
  'callback-late': {
    status: 401,
    zh: '回调时间超出允许范围，没有处理。',
    en: 'This callback is too old, or its clock is wrong.',
  },
  'callback-repeated': {
    status: 409,
    zh: '这条回调已经处理过。',
    en: 'This callback has been dealt with already.',
  },
  'chat-unmapped': {
    status: 403,
    zh: '您的聊天账号还没有对应到工作人员，请联系管理员登记。',
    en: 'This chat account is not linked to a member of staff.',
  },
  'command-unknown': {
    status: 422,
    zh: '没看懂。请这样回复：收到 编号；接单 编号；申请延期 编号 到哪天（如 2026-12-01） 原因。',
    en: 'Answer in Chinese with received, accept or extension and the number; an extension also needs the day and the reason.',
  },
  'identity-taken': {
    status: 409,
    zh: '这个聊天账号已经对应到另一位工作人员，请先解除。',
    en: 'This chat account is linked to another member of staff; unlink it first.',
  },
  'robot-busy': {
    status: 429,
    zh: '这个群机器人刚发满了，请一分钟后再试。',
    en: 'This robot is at its limit; try again in a minute.',
  },
  'secret-made-here': {
    status: 422,
    zh: '这类通道的密钥由系统生成，不用填写。',
    en: 'A webhook’s secret is made here; send none.',
  },
  'secret-missing': {
    status: 422,
    zh: '请填写新的地址或新的密钥。',
    en: 'Give the new address, the new secret or both.',
  },
  'try-later': {
    status: 503,
    zh: '系统正忙，内容没有丢，请稍后再试。',
    en: 'Busy. Try again shortly with the same key.',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type ProblemCode = keyof typeof PROBLEMS

/** A refusal: final, and safe to show. `extras` join the body (`errors` with a pointer per field, `current` state …). */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly extras: Record<string, unknown>
  constructor(code: ProblemCode, extras: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.extras = extras
  }
}

/** Two writers met and this one was second. Not a refusal: the same work, done again on the newer state, may succeed. */
export class Conflict extends Error {
  constructor() {
    super('changed by another writer')
  }
}

import { signDingtalk } from '../../lib/alerts/robots.ts'
import { DingtalkMessage } from '../../lib/contracts/callbacks.ts'
import type { Page, RequestOf } from '../../lib/contracts/http.ts'
import { HOUR } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { isSame } from '../../lib/platform/keys.ts'
import { actOn, answered, callbackAt, type Hearing, jsonOf, refuseLate } from './hear.ts'
import { hmac } from './sign.ts'

/**
 * A message that mentions DingTalk's outgoing robot. Its signature covers the time alone, not the body: so each signature
 * counts once, within the hour DingTalk itself allows, and TLS has to keep it from being overheard.
 */
export const hearDingtalk = (deps: Hearing) => {
  const act = actOn(deps)
  return async ({ params, body }: RequestOf<'hearDingtalk'>, caller: Caller): Promise<Page> => {
    const { endpoint, keys } = await callbackAt('dingtalk', params.endpoint, deps)
    const [timestamp = '', sign = ''] = ['timestamp', 'sign'].map(caller.header)
    if (!/^\d{13}$/.test(timestamp) || !isSame(sign, signDingtalk(keys.secret, Number(timestamp), hmac)))
      throw new Problem('callback-forged')
    refuseLate(Number(timestamp), deps.now(), HOUR)
    const { success, data } = DingtalkMessage.safeParse(jsonOf(body))
    if (!success) throw new Problem('callback-forged')
    const heard = { account: data.senderStaffId, text: data.text?.content ?? '', proof: timestamp }
    const content = await act(endpoint, heard, caller)
    return answered('application/json', JSON.stringify({ msgtype: 'text', text: { content } }))
  }
}

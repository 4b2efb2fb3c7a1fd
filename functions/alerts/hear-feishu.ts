import { createDecipheriv, createHash } from 'node:crypto'
import { FeishuChallenge, FeishuEvent, FeishuSealed, FeishuText } from '../../lib/contracts/callbacks.ts'
import type { Page, RequestOf } from '../../lib/contracts/http.ts'
import { SECOND } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { isSame, sha256 } from '../../lib/platform/keys.ts'
import { actOn, answered, callbackAt, type Heard, type Hearing, jsonOf, refuseLate } from './hear.ts'

/** AES-256-CBC under the hash of the Encrypt Key; the first block is the initial vector (open.feishu.cn, 事件加密). */
export function openFeishu(sealed: string, encryptKey: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const key = createHash('sha256').update(encryptKey).digest()
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16))
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString()
  } catch {
    throw new Problem('callback-forged')
  }
}

/** What X-Lark-Signature must say. */
export const signFeishuEvent = (timestamp: string, nonce: string, encryptKey: string, body: string) =>
  sha256(timestamp + nonce + encryptKey + body)

/**
 * A button of a card or a message to the app. Feishu checks the address with a challenge that carries no signature: it is
 * answered for whoever knows both keys, and has no other effect.
 */
export const hearFeishu = (deps: Hearing) => {
  const act = actOn(deps)
  return async ({ params, body }: RequestOf<'hearFeishu'>, caller: Caller): Promise<Page> => {
    const { endpoint, keys } = await callbackAt('feishu', params.endpoint, deps)
    const sealed = FeishuSealed.safeParse(jsonOf(body))
    if (!sealed.success) throw new Problem('callback-forged')
    const isSigned = refuseForged(body, keys.encryptKey, caller, deps)
    const plain = jsonOf(openFeishu(sealed.data.encrypt, keys.encryptKey))
    const asked = FeishuChallenge.safeParse(plain)
    if (asked.success && isSame(asked.data.token, keys.token))
      return answered('application/json', JSON.stringify({ challenge: asked.data.challenge }))
    if (!isSigned) throw new Problem('callback-forged')

    const event = FeishuEvent.safeParse(plain)
    if (!event.success) return answered('application/json', '{}')
    if (!isSame(event.data.header.token, keys.token)) throw new Problem('callback-forged')
    const content = await act(endpoint, heardIn(event.data), caller)
    const toast = 'action' in event.data.event ? { toast: { type: 'info', content } } : {}
    return answered('application/json', JSON.stringify(toast))
  }
}

/** False where there is no signature at all; a wrong one and an old one are refused. */
function refuseForged(body: string, encryptKey: string, { header }: Caller, { now }: Hearing): boolean {
  const [signature, timestamp = '', nonce = ''] = [
    'x-lark-signature',
    'x-lark-request-timestamp',
    'x-lark-request-nonce',
  ].map(header)
  if (!signature) return false
  if (!isSame(signature, signFeishuEvent(timestamp, nonce, encryptKey, body)))
    throw new Problem('callback-forged')
  refuseLate(Number(timestamp) * SECOND, now())
  return true
}

function heardIn({ header: { event_id: proof }, event }: ReturnType<typeof FeishuEvent.parse>): Heard {
  if ('action' in event) return { account: event.operator.open_id, text: event.action.value.answer, proof }
  const { text } = FeishuText.parse(jsonOf(event.message.content))
  return { account: event.sender.sender_id.open_id, text, proof }
}

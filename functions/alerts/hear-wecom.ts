import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { readXml } from '../../lib/alerts/xml.ts'
import type { CallbackForm } from '../../lib/contracts/forms.ts'
import type { Page, RequestOf } from '../../lib/contracts/http.ts'
import { msOf, SECOND } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { isSame } from '../../lib/platform/keys.ts'
import { actOn, answered, callbackAt, type Heard, type Hearing, refuseLate } from './hear.ts'

type Keys = Extract<CallbackForm, { kind: 'wecom' }>
type Signed = RequestOf<'hearWecom'>['query']

/** The plain text of what WeCom encrypted for us (developer.work.weixin.qq.com, 加解密方案). */
export function openWecom(sealed: string, { msg_signature, timestamp, nonce }: Signed, keys: Keys): string {
  if (!isSame(msg_signature, getSignature(keys.token, timestamp, nonce, sealed)))
    throw new Problem('callback-forged')
  const { message, id } = decrypt(keys.aesKey, sealed)
  if (id !== keys.receiver) throw new Problem('callback-forged')
  return message
}

/** WeCom asks once, when the address is entered, whether we hold the keys: the plain text is the answer. */
export const verifyWecom =
  (deps: Pick<Hearing, 'endpoints' | 'dataKeys' | 'now'>) =>
  async ({ params, query }: RequestOf<'verifyWecom'>): Promise<Page> => {
    const { keys } = await callbackAt('wecom', params.endpoint, deps)
    const echo = openWecom(query.echostr, query, keys)
    refuseLate(Number(query.timestamp) * SECOND, deps.now())
    return answered('text/plain', echo)
  }

/** A message to the app, or a button of a card; the answer is a message back, encrypted in the same way. */
export const hearWecom = (deps: Hearing) => {
  const act = actOn(deps)
  return async ({ params, query, body }: RequestOf<'hearWecom'>, caller: Caller): Promise<Page> => {
    const { endpoint, keys } = await callbackAt('wecom', params.endpoint, deps)
    const sealed = readXml(body)?.get('Encrypt')
    if (!sealed) throw new Problem('callback-forged')
    const plain = openWecom(sealed, query, keys)
    refuseLate(Number(query.timestamp) * SECOND, deps.now())
    const fields = readXml(plain)
    if (!fields) throw new Problem('callback-forged')
    const heard = heardIn(fields, plain)
    if (!heard) return answered('text/plain', 'success')
    const words = await act(endpoint, heard, caller)
    return answered('application/xml', reply(words, fields, keys, deps, query.nonce))
  }
}

/** Everything else WeCom tells (who entered the app, where they are) is none of our business. */
function heardIn(fields: ReadonlyMap<string, string>, plain: string): Heard | undefined {
  const [account, type] = [fields.get('FromUserName'), fields.get('MsgType')]
  const isCard = type === 'event' && fields.get('Event') === 'template_card_event'
  const text = type === 'text' ? fields.get('Content') : isCard ? fields.get('EventKey') : undefined
  return text === undefined ? undefined : { account, text, proof: plain }
}

function reply(
  words: string,
  fields: ReadonlyMap<string, string>,
  { token, aesKey, receiver }: Keys,
  { now }: Pick<Hearing, 'now'>,
  nonce: string,
): string {
  const seconds = Math.floor(msOf(now()) / SECOND)
  const [to = '', from = ''] = [fields.get('FromUserName'), fields.get('ToUserName')].map(plainData)
  const message = `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${seconds}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${plainData(words)}]]></Content></xml>`
  const sealed = encrypt(aesKey, message, receiver)
  const signature = getSignature(token, seconds, nonce, sealed)
  return `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${seconds}</TimeStamp><Nonce><![CDATA[${plainData(nonce)}]]></Nonce></xml>`
}

/** Nothing that is put into character data may end it. */
const plainData = (text = '') => text.replaceAll(']]>', '')

import type { Stage } from './story-stage.ts'

type Kept = { number: string; pin: string }

/** A browser that runs no script: one page after the other, then the cookie with number and PIN. */
export async function reportWithoutScript({ ask, hearAll }: Stage, token: string): Promise<void> {
  const send = (fields: Record<string, string>, status = 200) =>
    ask('postForm', { params: { token }, body: new URLSearchParams(fields).toString() }, status)
  const said = { category: 'parking', place: '2 单元门口', words: '消防通道上一直停着车' }
  await send({ step: 'where', ...said })
  const { cookies } = await send({ step: 'check', key: 'without-a-script', ...said }, 303)
  const { number, pin } = keptIn(cookies)
  await hearAll()
  const follow = { step: 'follow', number }
  await send({ ...follow, pin: pin === '000000' ? '111111' : '000000' })
  await send({ ...follow, pin, move: 'withdraw', words: '车已经开走了' })
  await hearAll()
  const secret = { category: 'conduct', words: '收了钱才给开证明' }
  await send({ step: 'check', key: 'in-confidence-without', ...secret }, 303)
}

function keptIn([cookie = '']: string[]): Kept {
  const [, value = ''] = /^__Host-receipt=([^;]+)/.exec(cookie) ?? []
  return JSON.parse(Buffer.from(value, 'base64url').toString()) as Kept
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { keyRing, signToken } from '../lib/platform/keys.ts'
import { STYLE } from './sandbox/style.ts'

/** The code on the wall that every demo scans. */
const DEMO_CODE = 'phoenix1'

export const formUrl = (publicUrl: string, codeKeys: string) =>
  `${publicUrl}/q/${signToken(DEMO_CODE, keyRing(codeKeys))}`

/**
 * `/` of the stack on this machine, which the product leaves to whoever deploys it. Whoever came by `localhost` is sent to
 * the public address: cookies and the identity provider know only that one.
 */
export function frontDoor(publicUrl: string, codeKeys: string) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    if (request.method !== 'GET') return false
    if (request.headers.host?.startsWith('localhost')) {
      response.writeHead(307, { location: publicUrl + request.url }).end()
      return true
    }
    if (url.pathname !== '/') return false
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(page(formUrl(publicUrl, codeKeys)))
    return true
  }
}

const page = (form: string) => `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>凤凰家 · 本机演示</title><style>${STYLE}</style>
<main>
<h1>凤凰家 · 本机演示</h1>
<p class="note">演示县的数据是合成的。<span lang="en">A demo county on this machine; its data is synthetic.</span></p>
<ul>
<li><a href="${form}">扫码上报</a>：居民扫墙上二维码打开的页面 <span lang="en">· resident form</span></li>
<li><a href="/console">工作台</a>：网格员、民辅警、书记、街道、县级督办 <span lang="en">· staff console</span></li>
<li><a href="/sandbox">聊天沙盒</a>：机器人会发到群里的消息 <span lang="en">· what the robots post</span></li>
<li><a href="/openapi.json">openapi.json</a>：全部接口 <span lang="en">· the whole API</span></li>
</ul>
</main></html>`

import type { Received } from '../sandbox.ts'
import { lookOf } from './look.ts'
import { STYLE } from './style.ts'

const APPS = { wecom: '企业微信', dingtalk: '钉钉', feishu: '飞书' } as const
const SHOWN = 20

/** The groups as their people see them, the one with the newest message first. Reloads itself; no scripts. */
export function sandboxPage(received: readonly Received[]): string {
  const groups = [...Map.groupBy(received.toReversed(), ({ robot }) => robot)]
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>聊天沙盒 · 凤凰家</title><style>${STYLE}${OWN}</style>
<main>
<h1>聊天沙盒</h1>
<p class="note">机器人本来会发到群里的消息，都在这里；每 5 秒自动刷新，最多 200 条。签名、字数和发送频率按三家平台的规矩查。<br>
<span lang="en">What the chat robots would have posted. Refreshes every 5 seconds. <a href="/sandbox/messages.json">JSON</a></span></p>
${groups.map(([robot, some]) => group(robot, some)).join('\n') || '<p class="empty">还没有消息。上报一件事、等一个时限到期，或发一次宣传，就会出现在这里。</p>'}
</main></html>`
}

function group(robot: string, newestFirst: readonly Received[]): string {
  const [, kind = 'webhook', name = robot] = /^(wecom|dingtalk|feishu)-(.+)$/.exec(robot) ?? []
  const app = APPS[kind as keyof typeof APPS] ?? 'webhook'
  const messages = newestFirst.slice(0, SHOWN).toReversed().map(message)
  return `<section class="${kind}"><h2>${escaped(name)} <i>${app}</i></h2>
${messages.join('\n')}
</section>`
}

function message({ receivedAt, body, refused }: Received): string {
  const time = new Date(receivedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })
  const stamp = `<time datetime="${receivedAt}">${time}</time>`
  if (refused) return `<p class="refused">平台拒收：${refused.code} ${escaped(refused.words)} ${stamp}</p>`
  const { title, text, buttons } = lookOf(body)
  const parts = [
    ...(title ? [`<b class="title">${escaped(title)}</b>`] : []),
    `<div>${marked(text)}</div>`,
    ...buttons.map(
      ({ words, url }) => `<a class="button" href="${escaped(url)}" rel="noreferrer">${escaped(words)}</a>`,
    ),
  ]
  return `<article><span class="robot" aria-hidden="true">机</span><div class="bubble${buttons.length > 0 ? ' card' : ''}">${parts.join('')}</div>${stamp}</article>`
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** As much of chat markdown as the robots send: bold, and links to pages. Escaped first, so nothing else gets through. */
function marked(text: string): string {
  return escaped(text)
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replace(/\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2" rel="noreferrer">$1</a>')
    .replace(/\n{2,}/g, '\n')
}

const OWN = `
section{margin:0 0 1.5rem;padding:0 0 .8rem;border-radius:.6rem;background:#ebeae7;overflow:hidden}
h2{margin:0 0 .6rem;padding:.5rem .9rem;font-size:1rem;background:#fff}
h2 i{font-style:normal;font-weight:400;font-size:.8rem;padding:.1rem .4rem;border-radius:.3rem;background:#e8e4de}
.wecom h2 i{background:#d5e8ff}.dingtalk h2 i{background:#d9e6ff}.feishu h2 i{background:#d3f4ee}
article{display:grid;grid-template-columns:2.2rem minmax(0,1fr);gap:.2rem .6rem;margin:0 .9rem .8rem}
.robot{grid-row:1/3;width:2.2rem;height:2.2rem;border-radius:.4rem;background:#4a6b8f;color:#fff;text-align:center;line-height:2.2rem}
.bubble{justify-self:start;max-width:100%;padding:.6rem .9rem;border-radius:.2rem .8rem .8rem .8rem;background:#fff;white-space:pre-wrap;overflow-wrap:anywhere;box-shadow:0 1px 2px #0001}
.card{width:22rem}
.title{display:block;margin-bottom:.3rem}
.button{display:block;margin:0 -.9rem;padding:.5rem;border-top:1px solid #e5e2dd;text-align:center}
time{font-size:.8rem;color:#666}
.refused{margin:0 .9rem .8rem;padding:.3rem .8rem;border:1px dashed #b3261e;border-radius:.4rem;color:#8c1d18;font-size:.9rem}
.empty{color:#777;text-align:center;padding:3rem 0}
`

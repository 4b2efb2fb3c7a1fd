import type { Received } from '../sandbox.ts'
import { STYLE } from './style.ts'
import { textIn } from './text.ts'

const APPS = { wecom: '企业微信', dingtalk: '钉钉', feishu: '飞书' } as const

/** What the groups would have seen, newest first. Reloads itself; no scripts. */
export function sandboxPage(received: readonly Received[]): string {
  const bubbles = received.toReversed().map(bubble)
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>聊天沙盒 · 凤凰家</title><style>${STYLE}${OWN}</style>
<main>
<h1>聊天沙盒</h1>
<p class="note">机器人本来会发到群里的消息，都在这里；每 5 秒自动刷新，最多 200 条。<br>
<span lang="en">What the chat robots would have posted. Refreshes every 5 seconds. <a href="/sandbox/messages.json">JSON</a></span></p>
${bubbles.join('\n') || '<p class="empty">还没有消息。上报一件事、等一个时限到期，或发一次宣传，就会出现在这里。</p>'}
</main></html>`
}

function bubble({ robot, receivedAt, body }: Received): string {
  const [, kind = '', group = robot] = /^(wecom|dingtalk|feishu)-(.+)$/.exec(robot) ?? []
  const app = APPS[kind as keyof typeof APPS] ?? 'webhook'
  const time = new Date(receivedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })
  return `<article class="${kind}"><header><b>${escaped(group)}</b> <i>${app}</i> <time datetime="${receivedAt}">${time}</time></header>
<div class="bubble">${marked(textIn(body))}</div></article>`
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
article{margin:0 0 1rem}
header{font-size:.85rem;color:#666}
header i{font-style:normal;padding:0 .4rem;border-radius:.3rem;background:#e8e4de}
.wecom header i{background:#d5e8ff}.dingtalk header i{background:#d9e6ff}.feishu header i{background:#d3f4ee}
.bubble{display:inline-block;max-width:100%;margin-top:.25rem;padding:.6rem .9rem;border-radius:.2rem .8rem .8rem .8rem;background:#fff;white-space:pre-wrap;overflow-wrap:anywhere;box-shadow:0 1px 2px #0001}
.empty{color:#777;text-align:center;padding:3rem 0}
`

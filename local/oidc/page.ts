import { STYLE } from '../sandbox/style.ts'

export type Account = { account: string; name: string; title: string }

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** Who may be played, one button each; any other account can be typed. No scripts. */
export function signInPage(uid: string, accounts: readonly Account[]): string {
  const buttons = accounts.map(
    ({ account, name, title }) => `<form method="post" action="/interaction/${uid}">
<input type="hidden" name="account" value="${escaped(account)}">
<button><b>${escaped(name)}</b><span>${escaped(title)}</span><code>${escaped(account)}</code></button>
</form>`,
  )
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>演示登录 · 凤凰家</title><style>${STYLE}${OWN}</style>
<main>
<h1>凤凰家 · 演示登录</h1>
<p class="note">演示登录，仅限本机：没有密码，点一个人就以他的身份进入。正式部署请接本单位的统一身份认证。<br>
<span lang="en">Demo sign-in on this machine only. No passwords.</span></p>
${buttons.join('\n')}
<form method="post" action="/interaction/${uid}" class="other">
<label>其他账号 <input name="account" required pattern="[\\w.\\-]{1,60}" placeholder="p0042" autocomplete="off"></label>
<button>登录</button>
</form>
</main></html>`
}

const OWN = `
main{max-width:26rem}
form{margin:.5rem 0}
button{display:flex;gap:.6rem;align-items:baseline;width:100%;padding:.8rem 1rem;border:1px solid #ddd;border-radius:.6rem;background:#fff;font:inherit;cursor:pointer;text-align:left}
button:hover,button:focus-visible{border-color:#b3261e;background:#fff8f6}
button span{flex:1;color:#555}
code{color:#888}
.other{display:flex;gap:.6rem;margin-top:1.2rem;align-items:end}
.other label{flex:1;font-size:.9rem;color:#555}
.other input{display:block;width:100%;box-sizing:border-box;padding:.6rem;border:1px solid #ccc;border-radius:.4rem;font:inherit}
.other button{width:auto}
`

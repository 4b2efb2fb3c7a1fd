import { demoAccounts } from '../demo-accounts.ts'
import { formUrl } from '../front-door.ts'
import type { Stack } from '../stack.ts'

/** What somebody who just started it wants to click on. */
export function summary({ baseUrl, env, engines, isFirstRun }: Stack, seconds: number): string {
  const accounts = demoAccounts().map(
    ({ account, title, name }) => `    ${account.padEnd(10)} ${title} ${name}`,
  )
  const seeded = isFirstRun ? '演示县已装入（合成数据） · demo county loaded, all synthetic' : ''
  const scan = engines ? `  扫码上报 · resident form   ${formUrl(baseUrl, env.CODE_KEYS!)}` : ''
  return [
    '',
    `凤凰家已启动（${seconds.toFixed(1)} 秒） · Fenghuang is up`,
    seeded && `  ${seeded}`,
    '',
    `  首页 · start page          ${baseUrl}/`,
    scan,
    `  工作台 · staff console     ${baseUrl}/console`,
    `  聊天沙盒 · chat sandbox    ${baseUrl}/sandbox`,
    `  健康检查 · health          ${baseUrl}/healthz`,
    '',
    '  演示账号（登录不要密码） · demo accounts, no password',
    ...accounts,
    '',
    `  ${env.STACK_ENGINE} · ${env.STACK_QUEUE} · 数据和日志 data and logs: .data/`,
    '  停止 · stop: Ctrl-C',
    '',
  ]
    .filter((line, index, all) => line !== '' || all[index - 1] !== '')
    .join('\n')
}

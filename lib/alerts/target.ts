import type { EndpointKind } from './channels.ts'

const OWN_HOSTS: Partial<Record<EndpointKind, readonly string[]>> = {
  wecom: ['qyapi.weixin.qq.com'],
  dingtalk: ['oapi.dingtalk.com'],
  feishu: ['open.feishu.cn', 'open.larksuite.com'],
}

/**
 * Whether we may post there (promises.md, threat 15). `outbound` is the setting OUTBOUND: the word `loopback` opens this
 * machine for drills with the sandbox robots, anything else means the public internet only. This looks at the address
 * as it is written; what its name resolves to is checked where the connection is made, by `isPublicAddress`.
 */
export function targetAllowed(kind: EndpointKind, address: string, outbound: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username || url.password) return false
  if (outbound === 'loopback' && url.protocol === 'http:' && url.hostname === '127.0.0.1') return true
  // The parser has turned every spelling of an IPv4 address into dotted numbers, and dropped the port where it is 443.
  return (
    url.protocol === 'https:' && url.port === '' && isPublicName(url.hostname) && isOwn(kind, url.hostname)
  )
}

/** For lists: the host, and enough of the end to tell two robots of one group apart; never enough to post with. */
export function maskedTarget(address: string): string {
  const { host, pathname, search } = new URL(address)
  const tail = pathname + search
  return tail.length < 12 ? host : `${host}/…${tail.slice(-4)}`
}

function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '')
  const isAddress = /^[\d.]+$/.test(name) || name.startsWith('[')
  return name.includes('.') && !isAddress && !/\.(localhost|localdomain|local|internal|lan|arpa)$/.test(name)
}

const isOwn = (kind: EndpointKind, hostname: string) => OWN_HOSTS[kind]?.includes(hostname) ?? true

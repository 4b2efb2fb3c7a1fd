import { type Instant, msOf, SECOND } from '../kernel/instant.ts'
import type { Hmac, Letter, Outgoing } from './channels.ts'
import { cutToBytes, type Item, type Words } from './words.ts'

/** What each vendor accepts of one message, in bytes of UTF-8 (standards.md §3.3); Feishu's is of the whole body, so less here. */
const LARGEST = { wecomText: 2_048, markdown: 4_096, feishu: 12_000 } as const
/** WeCom shows this much of a card's title. */
const CARD_TITLE_BYTES = 78
/** And leads to this many places; a tap on the card itself leads to the console. */
const CARD_JUMPS = 3

const json = (body: object, url: string): Outgoing => ({
  url,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

type Button = { label: string; url: string }

/** Every way to act, the console last: it can do all that the others do. */
function buttonsOf({ actions = [], link, button }: Words): Button[] {
  return [...actions, ...(link ? [{ label: button, url: link }] : [])]
}

/** The cut falls into the words, never into the links: without them nobody can act. */
function withLinks(words: string, links: string, max: number): string {
  return cutToBytes(words, max - new TextEncoder().encode(links).length) + links
}

function markdownLinks(words: Words, lineBreak: string): string {
  const links = buttonsOf(words).map(({ label, url }) => `[${label}](${url})`)
  return links.length > 0 ? lineBreak + links.join(' · ') : ''
}

/** What markdown says: the items of a digest each have their own link. */
const markdownLines = ({ title, lines, items = [], button }: Words) => [
  `**${title}**`,
  ...lines,
  ...items.map((item) => item.words + itemLink(item, button)),
]

const itemLink = ({ link }: Item, button: string) => (link ? ` [${button}](${link})` : '')

/** A lone link needs no name. */
function plainLinks(words: Words): string {
  const all = buttonsOf(words)
  return all.map(({ label, url }) => (all.length > 1 ? `\n${label} ${url}` : `\n${url}`)).join('')
}

/** `card` needs somewhere to lead to; what has no link is said as markdown. */
export function wecom(words: Words, { url, format }: Letter): Outgoing {
  const { title, lines, link } = words
  if (format === 'card' && link) {
    const [first = '', ...rest] = lines
    const jumps = buttonsOf(words).slice(0, CARD_JUMPS)
    const template_card = {
      card_type: 'text_notice',
      main_title: { title: cutToBytes(title, CARD_TITLE_BYTES), desc: first },
      sub_title_text: rest.join('\n'),
      jump_list: jumps.map((jump) => ({ type: 1, url: jump.url, title: jump.label })),
      card_action: { type: 1, url: link },
    }
    return json({ msgtype: 'template_card', template_card }, url)
  }
  if (format === 'text') {
    const content = withLinks([title, ...lines].join('\n'), plainLinks(words), LARGEST.wecomText)
    return json({ msgtype: 'text', text: { content } }, url)
  }
  const body = markdownLines(words).join('\n')
  const content = withLinks(body, markdownLinks(words, '\n'), LARGEST.markdown)
  return json({ msgtype: 'markdown', markdown: { content } }, url)
}

/** DingTalk breaks a line only at an empty one. */
export function dingtalk(words: Words, { url, secret, now, hmac, format }: Letter): Outgoing {
  const { title, lines, link } = words
  const signed = new URL(url)
  if (secret) {
    signed.searchParams.set('timestamp', String(msOf(now)))
    signed.searchParams.set('sign', signDingtalk(secret, msOf(now), hmac))
  }
  const body = markdownLines(words).join('\n\n')
  if (format === 'card' && link) {
    const btns = buttonsOf(words).map((button) => ({ title: button.label, actionURL: button.url }))
    const actionCard = { title, text: cutToBytes(body, LARGEST.markdown), btnOrientation: '0', btns }
    return json({ msgtype: 'actionCard', actionCard }, signed.href)
  }
  if (format === 'text') {
    const content = withLinks([title, ...lines].join('\n'), plainLinks(words), LARGEST.markdown)
    return json({ msgtype: 'text', text: { content } }, signed.href)
  }
  const text = withLinks(body, markdownLinks(words, '\n\n'), LARGEST.markdown)
  return json({ msgtype: 'markdown', markdown: { title, text } }, signed.href)
}

export const signDingtalk = (secret: string, ms: number, hmac: Hmac) => hmac(secret, `${ms}\n${secret}`)

/** A card of plain text: nothing in it can become a mention or a link, but the buttons. */
export function feishu(words: Words, { url, secret, now, hmac }: Letter): Outgoing {
  const plain = (content: string) => ({ tag: 'plain_text', content })
  const buttons = buttonsOf(words).map((button) => ({
    tag: 'button',
    ...(button.url === words.link && { type: 'primary' }),
    text: plain(button.label),
    url: button.url,
  }))
  const card = {
    header: { title: plain(words.title) },
    elements: [
      ...(words.lines.length > 0
        ? [{ tag: 'div', text: plain(cutToBytes(words.lines.join('\n'), LARGEST.feishu)) }]
        : []),
      ...(words.items ?? []).map((item) => ({
        tag: 'div',
        text: plain(item.words),
        ...(item.link && { extra: { tag: 'button', text: plain(words.button), url: item.link } }),
      })),
      ...(buttons.length > 0 ? [{ tag: 'action', actions: buttons }] : []),
    ],
  }
  const seconds = secondsOf(now)
  const proof = secret && { timestamp: String(seconds), sign: signFeishu(secret, seconds, hmac) }
  return json({ ...proof, msg_type: 'interactive', card }, url)
}

const secondsOf = (at: Instant) => Math.floor(msOf(at) / SECOND)

/** Feishu puts the text where the key belongs, and signs nothing with it. */
export const signFeishu = (secret: string, seconds: number, hmac: Hmac) => hmac(`${seconds}\n${secret}`, '')

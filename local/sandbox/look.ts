type Json = { [key: string]: Json } & string
type Button = { words: string; url: string }
type Look = { title?: string | undefined; text: string; buttons: Button[] }

/** How a post looks in its group: a bubble of text, or a card with a title and buttons. */
export function lookOf(body: unknown): Look {
  const said = Object(body) as Json
  return card(said) ?? { text: bubble(said) ?? JSON.stringify(body, null, 2) ?? String(body), buttons: [] }
}

const bubble = ({ markdown, text, content }: Json): string | undefined =>
  markdown?.content ?? markdown?.text ?? text?.content ?? content?.text

function card({ template_card: wecom, actionCard: dingtalk, card: feishu }: Json): Look | undefined {
  if (wecom) {
    const jumps = listOf(wecom.jump_list).map(({ title = '', url = '' }) => ({ words: title, url }))
    const url = wecom.card_action!.url!
    const whole = jumps.some((jump) => jump.url === url) ? [] : [{ words: '点卡片', url }]
    const text = [wecom.main_title?.desc, wecom.sub_title_text].filter(Boolean).join('\n')
    return { title: wecom.main_title?.title, text, buttons: [...jumps, ...whole] }
  }
  if (dingtalk) {
    const buttons = listOf(dingtalk.btns).map(({ title = '', actionURL = '' }) => ({
      words: title,
      url: actionURL,
    }))
    return { text: dingtalk.text ?? '', buttons }
  }
  return feishu && feishuCard(feishu)
}

function feishuCard({ header, elements, body }: Json): Look {
  const parts = listOf(elements ?? body?.elements)
  const buttons = parts.flatMap(({ actions, extra }) => [...listOf(extra), ...listOf(actions)])
  return {
    title: header?.title?.content,
    text: parts
      .map((part) => part.text?.content ?? part.content ?? '')
      .filter(Boolean)
      .join('\n'),
    buttons: buttons.map(({ text, url }) => ({ words: String(text?.content), url: String(url) })),
  }
}

const listOf = (list: unknown) => [list ?? []].flat() as Json[]

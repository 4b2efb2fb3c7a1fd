type Json = { [key: string]: Json } & string

/** What a person would read in the body of a robot's post; anything unknown as it came. */
export function textIn(body: unknown): string {
  const said = Object(body) as Json
  return (
    wecomOrDingtalk(said) ??
    feishuCard(said) ??
    feishuText(said) ??
    JSON.stringify(body, null, 2) ??
    String(body)
  )
}

const wecomOrDingtalk = ({ markdown, text }: Json): string | undefined =>
  markdown?.content ?? markdown?.text ?? text?.content

const feishuText = ({ content }: Json): string | undefined => content?.text

/** A card: its title, the texts of its parts, its buttons as links. */
function feishuCard({ card }: Json): string | undefined {
  if (!card) return undefined
  const elements = [card.elements ?? card.body?.elements ?? []].flat() as Json[]
  const lines = elements.flatMap((element) => [
    element.text?.content ?? element.content ?? '',
    ...([element.actions ?? []].flat() as Json[]).map(({ text, url }) => `[${text?.content}](${url})`),
  ])
  return [`**${card.header?.title?.content ?? ''}**`, ...lines].filter(Boolean).join('\n')
}

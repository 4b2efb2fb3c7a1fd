/** What may stand in WeCom's callback: plain tags, character data, text without entities. Anything else is refused whole. */
const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z]\w{0,40})>|([^<&]+)/y
const DEEPEST = 4

/**
 * The fields directly under the root, `<xml><MsgType><![CDATA[text]]></MsgType>…</xml>`. No declarations, entities, attributes
 * or comments exist for this reader, so nothing can be expanded or fetched; the time it takes grows with the text alone.
 * Undefined for anything that is not of this form, and for a field that is there twice.
 */
export function readXml(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>()
  const open: string[] = []
  let value = ''
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const [token, data, slash, tag, plain] = TOKEN.exec(text) ?? []
    if (token === undefined) return undefined
    if (tag === undefined) {
      if (open.length === 0 && plain?.trim() !== '') return undefined
      if (open.length === 2) value += data ?? plain
    } else if (slash) {
      if (open.pop() !== tag) return undefined
      if (open.length === 1) {
        if (fields.has(tag)) return undefined
        fields.set(tag, value)
      }
      if (open.length === 0 && text.slice(TOKEN.lastIndex).trim() !== '') return undefined
    } else {
      if (open.push(tag) > DEEPEST) return undefined
      if (open.length === 2) value = ''
    }
  }
  return open.length === 0 && fields.size > 0 ? fields : undefined
}

import type { Alert } from './alert.ts'
import { sequenceOf } from './alert.ts'
import type { Delivery } from './delivery.ts'
import { PHRASES } from './phrases.ts'
import { RETRY_SECONDS } from './retries.ts'
import { cutToBytes, type Item, type Speech, type Words, wordsOf } from './words.ts'

/** What one message holds of lines, below every robot's limit with room for its heading, its link and its marks. */
const BYTES = 3_600
const LINE_BYTES = 200
/** What a robot writes around a link, its name included (`itemLink` in robots.ts), and DingTalk's two line breaks. */
const MARKS_BYTES = 24

/** Waited because the robot was at its limit. A campaign's text is approved as it stands and goes out by itself. */
export const isCrowded = ({ crowded, type, attempts }: Delivery) =>
  crowded === true && type !== 'campaign.slice' && attempts < RETRY_SECONDS.length

/**
 * What falls due together, as lanes that do not wait for one another. A lane's parcels go in order, each is one message: an
 * event in the order of its report, or a digest of everything that waited for one robot, as much as fits.
 */
export function lanesOf(due: readonly Delivery[], publicUrl: string): Delivery[][][] {
  const crowds = Map.groupBy(due.filter(isCrowded), ({ endpointId }) => endpointId)
  const others = due.filter((delivery) => !isCrowded(delivery))
  const byReport = Map.groupBy(others, ({ endpointId, subject }) => `${endpointId} ${subject}`)
  return [
    ...[...crowds.values()].map((crowd) => digestsOf(crowd, publicUrl)),
    ...[...byReport.values()].map((lane) =>
      lane.toSorted((a, b) => sequenceOf(a.body) - sequenceOf(b.body)).map((one) => [one]),
    ),
  ]
}

function digestsOf(crowd: readonly Delivery[], publicUrl: string): Delivery[][] {
  const digests: Delivery[][] = []
  let left = 0
  for (const delivery of crowd.toSorted(byTime)) {
    const size = Math.max(...LANGUAGES.map((language) => sizeOf(delivery.body, { publicUrl, language })))
    if (size > left) {
      digests.push([])
      left = BYTES
    }
    digests.at(-1)!.push(delivery)
    left -= size
  }
  return digests
}

/** Packed before anybody asks which language the endpoint reads. */
const LANGUAGES = ['zh', 'en'] as const
function sizeOf(alert: Alert, speech: Speech): number {
  const { words, link = '' } = itemOf(alert, speech)
  return new TextEncoder().encode(words + link).length + MARKS_BYTES
}

function byTime(a: Delivery, b: Delivery): number {
  if (a.body.at !== b.body.at) return a.body.at < b.body.at ? -1 : 1
  return sequenceOf(a.body) - sequenceOf(b.body)
}

/** Every event with its number and a link to its report; the inbox is behind the last link. */
export function digestWords(alerts: readonly Alert[], speech: Speech): Words {
  const say = PHRASES[speech.language ?? 'zh']
  const items = alerts.map((alert) => itemOf(alert, speech))
  const link = `${speech.publicUrl}/console`
  return { title: say.digest(alerts.length), lines: [], items, link, button: say.open }
}

/** The cut falls into the words, never into the link. */
function itemOf(alert: Alert, speech: Speech): Item {
  const { title, lines, link } = wordsOf(alert, speech)
  return { words: cutToBytes([title, ...lines.slice(0, 1)].join(' · '), LINE_BYTES), link }
}

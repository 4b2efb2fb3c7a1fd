import { Button } from 'antd'
import { CLOCKS, type ClockTerms, type Policy } from '../../../lib/sla/policy.ts'
import { furtherWords, ladderWords, spanWords } from '../../../lib/sla/terms-words.ts'
import { CLOCK_WORDS } from '../../../lib/sla/words.ts'
import { fill } from '../../shared/speak.ts'
import { Heads } from '../heads.tsx'
import { say } from '../words.ts'
import { type Draft, PARTS, type Part, partName, partOf } from './draft.ts'
import { p } from './words.ts'

type Props = { base: Policy; draft: Draft; edit(part: Part): void }

/** The draft in words, one row for each clock of each class: nobody has to read JSON to know what is promised. */
export function Terms({ base, draft, edit }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse must reach what is out of sight
    <section className="wide card" aria-label={p.terms} tabIndex={0}>
      <h2>{fill(p.draftOf, base.version)}</h2>
      <table className="rows terms">
        <caption>{p.terms}</caption>
        <Heads of={[p.class, p.clock, p.within, p.ladder, p.further]} />
        <tbody>
          {PARTS.flatMap((part) => {
            const terms = partOf(draft, part)
            const named = CLOCKS.filter((clock) => terms[clock])
            return named.map((clock, index) => (
              <tr key={`${part} ${clock}`}>
                {index === 0 && (
                  <th scope="rowgroup" rowSpan={named.length}>
                    <Button type="link" onClick={() => edit(part)}>
                      {partName(part)}
                    </Button>
                  </th>
                )}
                <Row
                  name={say(CLOCK_WORDS[clock])}
                  terms={terms[clock]!}
                  isChanged={said(partOf(base, part)[clock]) !== said(terms[clock])}
                />
              </tr>
            ))
          })}
        </tbody>
      </table>
    </section>
  )
}

const said = (terms: ClockTerms | undefined) => JSON.stringify(terms)

function Row({ name, terms, isChanged }: { name: string; terms: ClockTerms; isChanged: boolean }) {
  const words = wordsOf(terms)
  return (
    <>
      <td>
        {name} {isChanged && <em className="missed">{p.changed}</em>}
      </td>
      <td>{words ? say(words.within) : p.unreadable}</td>
      <td className="soft">{words && say(words.ladder)}</td>
      <td className="soft">
        {words?.further.map((one) => (
          <p key={one.en}>{say(one)}</p>
        ))}
      </td>
    </>
  )
}

/** What somebody has typed may be no terms at all; the server says what is missing when the draft is tried. */
function wordsOf(terms: ClockTerms) {
  try {
    return { within: spanWords(terms.within), ladder: ladderWords(terms), further: furtherWords(terms) }
  } catch {
    return undefined
  }
}

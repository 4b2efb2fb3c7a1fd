import { isReached } from '../../../lib/insights/count.ts'
import { INDICATORS, type Target } from '../../../lib/insights/indicators.ts'
import { Heads } from '../heads.tsx'
import { say } from '../words.ts'
import { countsOf, type Figure, type Page, shareOf, targetWords } from './asked.ts'
import { i } from './words.ts'

/** Each figure beside what it should be and the sentence that says what it counts: nobody has to guess what is praised. */
export function Figures({ total }: { total: Page['total'] }) {
  return (
    <div className="wide">
      <table className="rows figures">
        <caption>{i.figures}</caption>
        <Heads of={[i.name, i.share, i.target, i.meaning]} />
        <tbody>
          {INDICATORS.map(({ name, zh, en, definition, target }) => {
            const figure = total.find((one) => one.name === name)!
            return (
              <tr key={name}>
                <th scope="row">{say({ zh, en })}</th>
                <td>
                  <strong>{shareOf(figure)}</strong> <span className="soft">{countsOf(figure)}</span>
                </td>
                <td>
                  {targetWords(target)} <Reached figure={figure} target={target} />
                </td>
                <td className="soft">{say(definition)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Reached({ figure: { numerator, denominator }, target }: { figure: Figure; target: Target }) {
  if (numerator === undefined || denominator === undefined) return null
  const isGood = isReached({ numerator, denominator }, target)
  if (isGood === undefined) return null
  return <em className={isGood ? 'reached' : 'missed'}>{isGood ? i.reached : i.missed}</em>
}

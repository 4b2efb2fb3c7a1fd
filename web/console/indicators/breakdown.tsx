import { INDICATORS } from '../../../lib/insights/indicators.ts'
import { Heads } from '../heads.tsx'
import { Link } from '../place.tsx'
import { say } from '../words.ts'
import { countsOf, type Figure, shareOf } from './asked.ts'

type Row = { name: string; href?: string; figures: Figure[] }

/** The same figures for each of several parts; it scrolls in itself where the window is too narrow. */
export function Breakdown({ title, head, rows }: { title: string; head: string; rows: readonly Row[] }) {
  return (
    <>
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse must reach what is out of sight */}
      <section className="wide" tabIndex={0} aria-label={title}>
        <table className="rows breakdown">
          <caption>{title}</caption>
          <Heads of={[head, ...INDICATORS.map(say)]} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.href ? <Link href={row.href}>{row.name}</Link> : row.name}</th>
                {INDICATORS.map(({ name }) => (
                  <Cell key={name} figure={row.figures.find((one) => one.name === name)!} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Cell({ figure }: { figure: Figure }) {
  const counts = countsOf(figure)
  return (
    <td>
      {counts ? shareOf(figure) : <span className="soft">{shareOf(figure)}</span>}
      {counts && <small>{counts}</small>}
    </td>
  )
}

import { Heads } from '../heads.tsx'

type Props = {
  caption: string
  heads: readonly string[]
  rows: readonly (readonly [name: string, ...numbers: number[]])[]
}

/** Names on the left, numbers under each other. */
export function Numbers({ caption, heads, rows }: Props) {
  return (
    <table className="rows numbers">
      <caption>{caption}</caption>
      <Heads of={heads} />
      <tbody>
        {rows.map(([name, ...numbers]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {numbers.map((number, column) => (
              <td key={heads[column + 1]}>{number}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

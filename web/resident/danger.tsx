/** @jsxImportSource preact */
import type { EmergencyNumber } from '../../lib/report/emergency.ts'
import type { Words } from './words.ts'

export const DANGER = [110, 119, 120, 96110] as const satisfies readonly EmergencyNumber[]

/** What cannot wait for a form. */
export const Danger = ({ t, numbers = DANGER }: { t: Words; numbers?: readonly EmergencyNumber[] }) => (
  <section class="danger" aria-labelledby="danger">
    <h2 id="danger">{t.danger}</h2>
    <ul>
      {numbers.map((number) => (
        <li key={number}>
          <a href={`tel:${number}`}>
            <b>{number}</b> {t.dangerNumbers[number]}
          </a>
        </li>
      ))}
    </ul>
  </section>
)

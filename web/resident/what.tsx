/** @jsxImportSource preact */
import { CATEGORIES, type Category, ORDINARY_CATEGORIES } from '../../lib/report/categories.ts'
import type { MatterClass } from '../../lib/sla/policy.ts'
import { Page, type Room } from './parts.tsx'

const GROUPS = ['dispute', 'surroundings', 'safety', 'other'] as const
const groupOf = (matter: MatterClass) => GROUPS.find((group) => group === matter) ?? 'other'

/** A tap is the answer: nobody has to find a button below sixteen choices. Coming back shows which one it was. */
export function What(room: Room) {
  const { t, language, draft, next, go, isElder } = room
  const choice = (name: Category) => (
    <li key={name}>
      <button
        type="submit"
        name="category"
        value={name}
        class={draft.category === name ? 'choice chosen' : 'choice'}
        onClick={(event) => {
          event.preventDefault()
          next('what', { category: name, answers: draft.category === name ? draft.answers : {} })
        }}
      >
        {CATEGORIES[name][language]}
        {draft.category === name && <small>{t.chosen}</small>}
      </button>
    </li>
  )
  const door = (step: 'callback' | 'integrity', title: string, hint: string) => (
    <button
      type="submit"
      name="go"
      value={step}
      class="choice door"
      onClick={(event) => {
        event.preventDefault()
        go(step)
      }}
    >
      {title}
      <small>{hint}</small>
    </button>
  )
  return (
    <Page step="what" asked={['category', 'answer']} title={t.what} hint={t.whatHint} room={room}>
      {isElder && door('callback', t.callback, t.callbackHint)}
      {GROUPS.map((group) => (
        <section key={group}>
          <h2>{t.groups[group]}</h2>
          <ul class="choices">
            {ORDINARY_CATEGORIES.filter((name) => groupOf(CATEGORIES[name].class) === group).map(choice)}
          </ul>
        </section>
      ))}
      <section>
        <h2>{t.groups.conduct}</h2>
        {door('integrity', t.integrity, t.integrityChoice)}
      </section>
      {!isElder && <section class="alone">{door('callback', t.callback, t.callbackHint)}</section>}
    </Page>
  )
}

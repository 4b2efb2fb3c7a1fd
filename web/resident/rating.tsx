/** @jsxImportSource preact */
import { RATINGS } from '../../lib/report/rating.ts'
import { Own } from './own-moves.tsx'
import { Field, Page, Radios, type Room } from './parts.tsx'
import type { Followed } from './stages.ts'
import { FOLLOW_WORDS } from './words-follow.ts'

type RatingProps = {
  room: Room
  report: Followed
  pin: string
  level: string
  words: string
  onLevel(level: string): void
  onWords(words: string): void
  onSend(): void
}

/** Five levels in words; the lowest two bring a supervisor's call. */
export function RatingForm({ room, report, pin, level, words, onLevel, onWords, onSend }: RatingProps) {
  const f = FOLLOW_WORDS[room.language]
  return (
    <Page
      step="follow"
      level={2}
      asked={['words', 'number', 'pin', 'move']}
      title={f.rate}
      room={room}
      onSend={onSend}
    >
      <Own number={report.number} pin={pin} move="rate" />
      <Radios
        name="level"
        legend={f.rate}
        isTitle
        chosen={level}
        options={RATINGS.map((one) => ({ value: String(one.level), label: one[room.language] }))}
        onChoose={onLevel}
      />
      <Field
        pointer="/why"
        name="words"
        label={f.rateWhy}
        value={words}
        errors={[]}
        t={room.t}
        rows={3}
        onType={onWords}
      />
      <button class="main" type="submit">
        {f.send}
      </button>
    </Page>
  )
}

/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import type { Words } from './words.ts'

/** The page read by the browser's own voice, where it has one; it falls silent when the page turns. */
export function ReadAloud({ t }: { t: Words }) {
  const [isReading, setReading] = useState(false)
  const speech = window.speechSynthesis as SpeechSynthesis | undefined
  useEffect(() => () => window.speechSynthesis?.cancel(), [])
  if (!speech) return null
  const read = () => {
    speech.cancel()
    setReading(!isReading)
    if (isReading) return
    const said = new SpeechSynthesisUtterance(wordsOfPage())
    said.lang = t.lang
    said.rate = 0.9
    said.onend = () => setReading(false)
    speech.speak(said)
  }
  return (
    <button type="button" class="plain aloud" aria-pressed={isReading} onClick={read}>
      {isReading ? t.stopReading : t.readAloud}
    </button>
  )
}

/** Headings, sentences and what can be pressed, in their order, with a pause after each. */
const wordsOfPage = () =>
  [...document.querySelectorAll<HTMLElement>('main h1, main h2, main p, main label, main .choice, main li')]
    .map((element) => element.innerText)
    .join('。')

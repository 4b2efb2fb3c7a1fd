/** @jsxImportSource preact */
import './old-phones.ts'
import { hydrate } from 'preact'
import { App, type Given, wordsOf } from './app.tsx'
import type { Start } from './draft.ts'

/** Takes over the page that the server has drawn; from here on nothing is lost when the network is. */
export async function wakeUp(start: Start): Promise<void> {
  const given = await partsOf(start)
  // Whoever reloads a page that answered a form is not asked whether to send it again.
  if (start.posted) history.replaceState(null, '', location.href)
  const app = document.getElementById('app')!
  const typed = answersIn(app)
  hydrate(<App start={start} given={given} />, app)
  for (const answer of typed) answer()
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js').catch(() => undefined)
}

/** What somebody wrote before the script came, on a slow phone: each is entered once more, where the page now hears it. */
function answersIn(app: HTMLElement): (() => void)[] {
  const fields = [...app.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
  return fields.flatMap((field) => {
    const { value } = field
    if ('checked' in field && /radio|checkbox/.test(field.type)) {
      if (field.checked === field.defaultChecked) return []
      return () => {
        field.checked = field.defaultChecked
        field.click()
      }
    }
    if (value === field.defaultValue) return []
    return () => {
      field.value = value
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  })
}

/** The first page must be what the server has drawn: in another language, or in the room for following, with its parts. */
async function partsOf({ posted }: Start): Promise<Given> {
  const words = await wordsOf(posted?.language ?? 'zh')
  if (!posted || posted.step === 'what') return { words }
  if (posted.step !== 'follow') return { words, Rooms: (await import('./rooms.tsx')).Rooms }
  return { words, Follow: (await import('./follow.tsx')).Follow }
}

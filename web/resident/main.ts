import type { Start } from './draft.ts'

/**
 * The page can be read and answered as it came: its buttons send a plain form. Nobody waits for this script; it wakes the
 * page once everything seen is there, and at once where words were typed before or the address asks for another page.
 */
const start = JSON.parse(document.getElementById('start')!.textContent!) as Start
const wake = () => void import('./wake.tsx').then(({ wakeUp }) => wakeUp(start), stay)
/** What cannot be fetched leaves the page as it is: a form that the server takes. */
const stay = () => undefined

if (start.posted || location.hash || document.readyState === 'complete') wake()
else addEventListener('load', wake, { once: true })

/** @jsxImportSource preact */
import { renderToString } from 'preact-render-to-string'
import { App } from './app.tsx'
import type { Start } from './draft.ts'
import { Follow } from './follow.tsx'
import { Rooms } from './rooms.tsx'
import { zh } from './words.ts'
import { en } from './words-en.ts'

/** What the build left: the script's name; the style itself, and the hash by which the page's policy lets it in. */
export type Manifest = { script: string; style: string; styleHash: string }

/** The whole document with its page drawn: it can be read, and sent, before the script has arrived or without it. */
export function renderPage(start: Start, { script, style }: Manifest): string {
  const { posted } = start
  const words = posted?.language === 'en' ? en : zh
  // `<` would let a place name end the element early.
  const json = JSON.stringify(start).replace(/</g, '\\u003c')
  const body = renderToString(
    <div id="app">
      <App start={start} given={{ words, Follow, Rooms }} />
    </div>,
  )
  const wrong = posted && posted.errors.length > 0 ? words.wrong : ''
  return `<!doctype html>
<html lang="${words.lang}"${posted?.isElder ? ' class="elder"' : ''}>
${head(`${wrong}${words[posted?.step ?? 'what']} - ${words.name}`, style)}
<script type="module" src="/assets/${script}"></script>
</head>
<body>
${body}
<script type="application/json" id="start">${json}</script>
</body>
</html>
`
}

/** The style travels in the page: a phone on a weak signal sees it one round trip earlier. */
export const head = (title: string, style: string) => `<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="format-detection" content="telephone=no">
<meta name="theme-color" content="#067a3d">
<link rel="icon" href="data:,">
<style>${style}</style>`

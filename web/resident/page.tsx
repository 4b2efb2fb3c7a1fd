/** @jsxImportSource preact */
import { renderToString } from 'preact-render-to-string'
import { App } from './app.tsx'
import type { Start } from './draft.ts'
import { Help } from './frame.tsx'
import { zh as t } from './words.ts'

/** What the build left: `shared` are the parts of the script that rooms fetched later need too, named so that all arrive at once. */
export type Manifest = { script: string; style: string; shared: string[] }

/** The whole document with its first page drawn: it can be read before the script has arrived. */
export function renderPage(start: Start, { script, style, shared }: Manifest): string {
  // `<` would let a place name end the element early.
  const json = JSON.stringify(start).replace(/</g, '\\u003c')
  const body = renderToString(
    <body>
      <noscript>
        <div class="notice bad">{t.noScript}</div>
        <Help t={t} unit={start.place.unit} />
      </noscript>
      <div id="app">
        <App start={start} />
      </div>
    </body>,
  )
  return `<!doctype html>
<html lang="${t.lang}">
<head>
<meta charset="utf-8">
<title>${t.what} - ${t.name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="format-detection" content="telephone=no">
<meta name="theme-color" content="#067a3d">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/${style}">
${[...shared, script].map((file) => `<script type="module" src="/assets/${file}"></script>`).join('\n')}
</head>
${body.replace(/<\/body>$/, '')}
<script type="application/json" id="start">${json}</script>
</body>
</html>
`
}

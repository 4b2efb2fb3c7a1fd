/** @jsxImportSource preact */
import './old-phones.ts'
import { hydrate } from 'preact'
import { App } from './app.tsx'
import type { Start } from './draft.ts'

const start = JSON.parse(document.getElementById('start')!.textContent!) as Start
hydrate(<App start={start} />, document.getElementById('app')!)

import { EVENT_NAMES, EVENTS, schemaPath } from '../../lib/alerts/events.ts'

/** The table of docs/webhooks.md. When the test says that the page is old, print this one and put it there. */
export function eventsPage(): string {
  const rows = EVENT_NAMES.map((name) => {
    const { zh, en, ...rest } = EVENTS[name]
    const retired = 'retired' in rest ? `; not sent since ${rest.retired}` : ''
    return `| \`${name}\` | ${zh} | ${en}${retired} | \`${schemaPath(name)}\` |`
  })
  return ['| event | 中文 | meaning | schema of `data` |', '|---|---|---|---|', ...rows].join('\n')
}

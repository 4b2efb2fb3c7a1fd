import fc from 'fast-check'
import { actionLinks, isExpired, readLink, standingOf, writeClaims } from '../../lib/alerts/links.ts'
import { Message } from '../../lib/contracts/messages.ts'
import { keyRing } from '../../lib/platform/keys.ts'
import { actionToken, readActionToken } from '../../lib/platform/links.ts'
import { at, SOME_KEYS } from '../support/builders.ts'

const REPORT = '0123456789abcdef0123456789abcdef'
const link = {
  move: 'acknowledge',
  reportId: REPORT,
  version: 3,
  expiresAt: at('2026-03-05 09:00'),
  staffId: 'ann',
} as const

describe('a link', () => {
  test('says again what it was made to say: act, report, version, end and person', () => {
    expect(readLink(writeClaims(link))).toEqual(link)
    const { staffId: _, ...toGroup } = link
    expect(readLink(writeClaims(toGroup))).toEqual(toGroup)
  })

  test('holds until its minute and no longer', () => {
    expect(isExpired(link, at('2026-03-05 08:59:59'))).toBe(false)
    expect(isExpired(link, at('2026-03-05 09:00'))).toBe(true)
  })

  test('is short, safe in an address, and carries nothing but ids and numbers', () => {
    const token = actionToken(writeClaims(link), SOME_KEYS)
    expect(token).toMatch(/^[\w.-]{1,90}$/)
    expect(token).toMatch(new RegExp(`^k1\\.[\\w-]{22}\\.k\\.${REPORT}\\.3\\.\\w+\\.ann$`))
  })

  test('with a letter of another version is none', () => {
    expect(readLink(writeClaims(link).replace(/^k/, 'z'))).toBeUndefined()
    expect(readLink('')).toBeUndefined()
  })
})

describe('a token', () => {
  const token = actionToken(writeClaims(link), SOME_KEYS)

  test('changed in any one character is forged', () => {
    const edited = fc.tuple(fc.nat(token.length - 1), fc.constantFrom(...'abz019.-_'))
    fc.assert(
      fc.property(edited, ([index, char]) => {
        fc.pre(token[index] !== char)
        expect(
          readActionToken(token.slice(0, index) + char + token.slice(index + 1), SOME_KEYS),
        ).toBeUndefined()
      }),
    )
  })

  test('for somebody else cannot be made from one that was sent', () => {
    const [, mac] = token.split('.')
    expect(
      readActionToken(`k1.${mac}.${writeClaims({ ...link, staffId: 'bob' })}`, SOME_KEYS),
    ).toBeUndefined()
    expect(
      readActionToken(`k1.${mac}.${writeClaims({ ...link, move: 'accept' })}`, SOME_KEYS),
    ).toBeUndefined()
  })

  test('of a key that was rotated holds as long as the key is kept', () => {
    const newer = keyRing(`k2:${Buffer.alloc(32, 9).toString('base64url')}`)
    expect(readActionToken(token, [...newer, ...SOME_KEYS])).toBe(writeClaims(link))
    expect(readActionToken(token, newer)).toBeUndefined()
  })
})

describe('a message about a report', () => {
  const about = { category: 'parking', number: 'JY-260302-7K3F-9' }
  const escalated = Message.parse({
    id: `${REPORT}.5.1`,
    type: 'report.escalated',
    at: at('2026-03-02 15:00'),
    subject: REPORT,
    causedBy: 'tick',
    data: { ...about, clock: 'contact', from: 'community', to: 'street', missedAt: at('2026-03-02 15:00') },
  })
  const moved = (to: string) =>
    Message.parse({
      ...escalated,
      type: 'report.moved',
      data: { ...about, move: 'resolve', from: 'in_progress', to },
    })
  const linking = { publicUrl: 'https://fenghuang.example', sign: (claims: string) => `[${claims}]` }
  const linksOf = (message: Message, staffId?: string) =>
    actionLinks(message as Parameters<typeof actionLinks>[0], { ...linking, ...(staffId && { staffId }) })

  test('of an escalation lets people acknowledge, take it on and ask for time, for three days, as it was then', () => {
    const links = linksOf(escalated)
    expect(links.map(({ move }) => move)).toEqual(['acknowledge', 'accept', 'ask-extension'])
    for (const { move, url } of links) {
      const [, claims = ''] = /^https:\/\/fenghuang\.example\/a\/\[(.+)\]$/.exec(url) ?? []
      expect(readLink(claims)).toEqual({
        move,
        reportId: REPORT,
        version: 5,
        expiresAt: at('2026-03-05 15:00'),
      })
    }
  })

  test('sent again carries the same links, and one person’s are that person’s', () => {
    expect(linksOf(escalated)).toEqual(linksOf(escalated))
    const [mine, theirs] = [linksOf(escalated, 'ann'), linksOf(escalated, 'bob')]
    expect(mine[0]!.url).toContain('.ann')
    expect(mine[0]!.url).not.toBe(theirs[0]!.url)
  })

  test('that is over asks nobody for anything', () => {
    expect(linksOf(moved('closed'))).toEqual([])
  })

  test('about a campaign has none: residents read those groups', () => {
    const data = { title: 't', text: 'w', grids: [], slot: at('2026-03-02 15:00') }
    expect(linksOf(Message.parse({ ...escalated, type: 'campaign.slice', data }))).toEqual([])
  })
})

describe('what a link asks', () => {
  const line = (seq: number, what: string, from: string, to: string, via?: string) => ({
    seq,
    what,
    from,
    to,
    ...(via && { via }),
  })
  const before = [line(1, 'receive', '', 'received'), line(2, 'route', 'received', 'assigned')]
  const raised = [...before, line(3, 'escalate', 'assigned', 'assigned')]
  const standing = (history: ReturnType<typeof line>[]) => standingOf(link, 'link.a', history)

  test('is open while nothing has happened since, or only somebody else’s word', () => {
    expect(standing(raised)).toBe('open')
    expect(standing([...raised, line(4, 'acknowledge', 'assigned', 'assigned', 'link.b')])).toBe('open')
  })

  test('is overtaken once the report has moved on, or climbed again', () => {
    expect(standing([...raised, line(4, 'contact', 'assigned', 'contacted')])).toBe('overtaken')
    expect(standing([...raised, line(4, 'escalate', 'assigned', 'assigned')])).toBe('overtaken')
  })

  test('is done once its own line is there, whatever came after it', () => {
    const mine = line(4, 'acknowledge', 'assigned', 'assigned', 'link.a')
    expect(standing([...raised, mine])).toEqual({ done: mine })
    expect(standing([...raised, mine, line(5, 'contact', 'assigned', 'contacted')])).toEqual({ done: mine })
  })
})

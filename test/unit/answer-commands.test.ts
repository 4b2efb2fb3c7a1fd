import { readCommand } from '../../lib/alerts/commands.ts'
import { readXml } from '../../lib/alerts/xml.ts'
import { numberOf } from '../../lib/kernel/number.ts'
import { at } from '../support/builders.ts'

const NUMBER = numberOf('7c8f0000000000000000000000000000', at('2026-11-23 09:00'))

describe('what people write in a group', () => {
  test.each<[string, object]>([
    [`收到 ${NUMBER}`, { move: 'acknowledge', said: {} }],
    [`@凤凰家 收到${NUMBER}`, { move: 'acknowledge', said: {} }],
    [`已知悉：${NUMBER.toLowerCase()}`, { move: 'acknowledge', said: {} }],
    [`接单 ${NUMBER}`, { move: 'accept', said: {} }],
    [`申请延期 ${NUMBER} 3天 等配件`, { move: 'ask-extension', said: { days: '3', reason: '等配件' } }],
    [
      `申请延期 ${NUMBER}，３个工作日，等 配件`,
      { move: 'ask-extension', said: { days: '3', reason: '等 配件' } },
    ],
  ])('%s', (written, meant) => {
    expect(readCommand(written)).toMatchObject({ ...meant, number: NUMBER })
  })

  test.each([
    '收到',
    '大家辛苦了',
    `${NUMBER}`,
    `办结 ${NUMBER}`,
    `收到 ${NUMBER.slice(0, -1)}${NUMBER.endsWith('2') ? '3' : '2'}`,
  ])('%s is no command: nobody guesses', (written) => {
    expect(readCommand(written)).toBeUndefined()
  })

  test('a very long message is read as quickly as a short one', () => {
    expect(readCommand(`收到 ${'JY-'.repeat(20_000)}`)).toBeUndefined()
  })
})

describe('XML from outside', () => {
  test('is read one level deep: character data and plain text', () => {
    const fields = readXml(
      '<xml>\n <A><![CDATA[收到 <b> & ]]></A><B>12</B><C><D>deep</D></C><E><![CDATA[]]></E>\n</xml>\n',
    )
    expect([...fields!]).toEqual([
      ['A', '收到 <b> & '],
      ['B', '12'],
      ['C', ''],
      ['E', ''],
    ])
  })

  const bomb = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "${'&lol;'.repeat(10)}">]><xml><A>&lol2;</A></xml>`
  test.each([
    ['a bomb of entities', bomb],
    [
      'an entity that reads a file',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><A>&e;</A></xml>',
    ],
    ['any entity at all', '<xml><A>&amp;</A></xml>'],
    ['a declaration', '<?xml version="1.0"?><xml><A>1</A></xml>'],
    ['a comment', '<xml><!-- --><A>1</A></xml>'],
    ['attributes', '<xml a="1"><A>1</A></xml>'],
    ['a field that is there twice', '<xml><A>1</A><A>2</A></xml>'],
    ['tags that do not match', '<xml><A>1</B></xml>'],
    ['tags that do not end', '<xml><A>1'],
    ['character data that does not end', `<xml><A><![CDATA[${'x'.repeat(60_000)}`],
    ['what goes deeper than any callback', `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`],
    ['something after the end', '<xml><A>1</A></xml><xml></xml>'],
    ['no XML', '{"a":1}'],
    ['nothing', ''],
  ])('%s is refused whole', (_, text) => {
    expect(readXml(text)).toBeUndefined()
  })
})

/** @jsxImportSource preact */
import { renderToString } from 'preact-render-to-string'
import { CONSENT_VERSION } from '../../lib/report/consent.ts'
import type { Language } from '../shared/speak.ts'
import { head, type Manifest } from './page.tsx'

type Text = { lang: string; title: string; version: string; parts: [heading: string, ...lines: string[]][] }

/** What PIPL art. 17 wants told, in the words of the person it is told to. Its version is stored with each report. */
const TEXTS: Record<Language, Text> = {
  zh: {
    lang: 'zh-CN',
    title: '个人信息怎么用',
    version: '版本',
    parts: [
      ['谁在用', '巨野县各街道（镇）、社区（村）和派出所社区警务室，为办理您反映的事使用。'],
      [
        '用哪些信息，做什么用',
        '您写的情况和地点：派给负责的网格，现场处理。',
        '手机号和称呼（可以不填）：只用来联系您、答复您。',
        '手机定位（您点了才用）：只用来找到事情在哪个网格。',
        '照片和录音（可以不传）：只用来看清楚情况；照片里的拍摄位置会去掉。',
      ],
      [
        '谁能看到',
        '办这件事的网格、社区、街道工作人员。手机号在他们那里只显示前三位和后四位。反映干部作风的，只有县纪检监察员能看到。',
      ],
      ['保存多久', '一般的事办完后 3 年，不予受理的 1 年，照片 2 年，到期删除。信息加密保存在中国境内。'],
      [
        '您的权利',
        '凭编号和查询码，可以在“查进展”里查看、下载、更正、删掉自己的电话和称呼，也可以撤回反映的事。',
        '不同意，可以不在这里填：打 12345，或者直接到社区说。不填电话一样给办。',
        '有疑问或投诉：12345。',
      ],
      [
        '这个页面',
        '不收费，不用下载软件，不向别的网站发送内容，不用来做广告。没写完的内容只存在您手机里，7 天后清除。',
      ],
    ],
  },
  en: {
    lang: 'en',
    title: 'How we use personal data',
    version: 'Version',
    parts: [
      [
        'Who',
        'The streets, communities and community police offices of Juye County, to deal with what you report.',
      ],
      [
        'What and why',
        'What you write and where: to give it to the grid in charge.',
        'Phone and name (optional): only to contact and answer you.',
        'Position (only if you tap it): only to find the grid.',
        'Photos and voice (optional): only to see what is meant; where a photo was taken is removed.',
      ],
      [
        'Who sees it',
        'The staff who deal with it; they see only part of the number. About an official: the county inspector alone.',
      ],
      [
        'How long',
        '3 years after the end, 1 year if not accepted, photos 2 years. Kept encrypted in mainland China.',
      ],
      [
        'Your rights',
        'With number and PIN you can see, download, correct and erase your phone and name, and withdraw the report.',
        'If you do not agree: call 12345 or go to your community. Without a phone number it is dealt with all the same.',
        'Questions and complaints: 12345.',
      ],
      [
        'This page',
        'Free, nothing to install, nothing sent to other sites, no advertising. Drafts stay on your phone for 7 days at most.',
      ],
    ],
  },
}

export function renderPrivacy(language: Language, { style }: Manifest): string {
  const { lang, title, version, parts } = TEXTS[language]
  const body = renderToString(
    <main>
      <h1>{title}</h1>
      <p class="hint">
        {version} {CONSENT_VERSION}
      </p>
      {parts.map(([heading, ...lines]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
    </main>,
  )
  return `<!doctype html>\n<html lang="${lang}">\n${head(title, style)}\n</head>\n<body>\n${body}\n</body>\n</html>\n`
}

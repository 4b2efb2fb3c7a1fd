import { CHOICES, DANGER, SAYS, WISHES } from './form.ts'

const STYLE = `*{box-sizing:border-box}body{margin:0;padding:1rem;font:1.25rem/1.5 sans-serif;background:#ededed}
fieldset,label{display:block;border:0;margin:0 0 1rem;padding:0}label label,fieldset label{display:inline-block;margin:.25rem;padding:.6rem;background:#fff}
input:not([type=radio]),textarea,button{display:block;width:100%;min-height:3rem;font:inherit}`

/** The floor: nobody can do the same with less. */
const SCRIPT = `document.forms[0].onsubmit=async(e)=>{e.preventDefault();const d=Object.fromEntries(new FormData(e.target)),o=document.querySelector('output')
if(d.words.trim().length<5)return o.textContent=${JSON.stringify(SAYS.short)}
const{phone,name,photos,...s}=d,r=await fetch('/api/reports',{method:'POST',headers:{'content-type':'application/json','idempotency-key':crypto.randomUUID()},body:JSON.stringify({...s,contact:{...(phone&&{phone}),...(name&&{name})}})})
o.textContent=r.ok?${JSON.stringify(SAYS.sent)}:r.status}`

type Marks = {
  group: string
  cells: string
  cell: string
  input: string
  area: string
  radio: string
  button: string
}
const BARE: Marks = { group: '', cells: '', cell: '', input: '', area: '', radio: '', button: '' }
/** WeUI's own class names. */
const WEUI: Marks = {
  group: 'weui-cells__group weui-cells__group_form',
  cells: 'weui-cells weui-cells_form',
  cell: 'weui-cell weui-cell_active',
  input: 'weui-input',
  area: 'weui-textarea',
  radio: 'weui-cell weui-cell_active weui-check__label',
  button: 'weui-btn weui-btn_primary',
}

export const plainPage = () => document('', BARE, `<style>${STYLE}</style>`)
export const weuiPage = (style: string) =>
  document('weui-form', WEUI, `<link rel="stylesheet" href="/${style}">`)

function document(form: string, marks: Marks, style: string): string {
  const radios = (name: string, title: string, options: readonly { value: string; label: string }[]) =>
    `<fieldset class="${marks.group}"><legend>${title}</legend><div class="${marks.cells}">${options
      .map(
        ({ value, label }) =>
          `<label class="${marks.radio}"><input type="radio" name="${name}" value="${value}" required> ${label}</label>`,
      )
      .join('')}</div></fieldset>`
  const field = (name: string, title: string, more = '') =>
    `<label class="${marks.cell}">${title}<input class="${marks.input}" name="${name}" ${more}></label>`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${SAYS.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${style}</head><body>
<h1>${SAYS.title}</h1><p>${SAYS.danger}</p><p>${DANGER.map(([number, what]) => `<a href="tel:${number}">${number} ${what}</a>`).join(' ')}</p>
<form class="${form}" method="post">${radios('category', SAYS.what, CHOICES)}${field('place', SAYS.where)}
<label class="${marks.cell}">${SAYS.tell}<textarea class="${marks.area}" name="words" rows="5" required></textarea></label>
${field('photos', SAYS.photos, 'type="file" accept="image/*" multiple')}${field('phone', SAYS.phone, 'type="tel"')}${field('name', SAYS.name)}
${radios('wish', SAYS.wish, WISHES)}<button class="${marks.button}">${SAYS.send}</button><output></output></form>
<script>${SCRIPT}</script></body></html>`
}

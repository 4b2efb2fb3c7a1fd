import { Button, CellGroup, Field, Form, Radio, RadioGroup, Uploader } from 'vant'
import { createApp, defineComponent, h, reactive, ref } from 'vue'
import 'vant/es/button/style/index.mjs'
import 'vant/es/cell-group/style/index.mjs'
import 'vant/es/field/style/index.mjs'
import 'vant/es/form/style/index.mjs'
import 'vant/es/radio/style/index.mjs'
import 'vant/es/radio-group/style/index.mjs'
import 'vant/es/uploader/style/index.mjs'
import { CHOICES, DANGER, type Filled, post, SAYS, WISHES } from './form.ts'

/** The same form as its library would have it: vant on vue, only what is used. */
const Report = defineComponent(() => {
  const filled = reactive<Filled>({ category: '', place: '', words: '', phone: '', name: '', wish: 'reply' })
  const photos = ref([])
  const said = ref('')
  const field = (name: keyof Filled, label: string, more = {}) =>
    h(Field, {
      name,
      label,
      labelAlign: 'top',
      modelValue: filled[name],
      'onUpdate:modelValue': (value: string) => {
        filled[name] = value
      },
      ...more,
    })
  const radios = (name: keyof Filled, label: string, options: typeof WISHES) =>
    h(
      Field,
      { name, label, labelAlign: 'top' },
      {
        input: () =>
          h(
            RadioGroup,
            {
              modelValue: filled[name],
              'onUpdate:modelValue': (value: string) => {
                filled[name] = value
              },
            },
            () => options.map((one) => h(Radio, { name: one.value, key: one.value }, () => one.label)),
          ),
      },
    )
  const send = async () => {
    said.value = await post(filled)
  }
  return () => [
    h('h1', SAYS.title),
    h('p', SAYS.danger),
    h(
      'p',
      DANGER.map(([number, what]) => h('a', { href: `tel:${number}` }, `${number} ${what}`)),
    ),
    h(Form, { onSubmit: send }, () => [
      h(CellGroup, { inset: true }, () => [
        radios('category', SAYS.what, CHOICES),
        field('place', SAYS.where),
        field('words', SAYS.tell, { type: 'textarea', rows: 5, maxlength: 2000, showWordLimit: true }),
        h(
          Field,
          { label: SAYS.photos, labelAlign: 'top' },
          { input: () => h(Uploader, { fileList: photos.value, multiple: true, maxCount: 9 }) },
        ),
        field('phone', SAYS.phone, { type: 'tel' }),
        field('name', SAYS.name),
        radios('wish', SAYS.wish, WISHES),
      ]),
      h(Button, { type: 'primary', block: true, nativeType: 'submit' }, () => SAYS.send),
      h('output', said.value),
    ]),
  ]
})

createApp(Report).mount('#app')

import { Button, Form, ImageUploader, type ImageUploadItem, Input, Radio, Space, TextArea } from 'antd-mobile'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { CHOICES, DANGER, type Filled, post, SAYS, WISHES } from './form.ts'

/** The same form as its library would have it: antd-mobile on react, only what is used. */
function Report() {
  const [photos, setPhotos] = useState<ImageUploadItem[]>([])
  const [said, setSaid] = useState('')
  const show = async (file: File) => ({ url: URL.createObjectURL(file) })
  const radios = (options: typeof WISHES) => (
    <Radio.Group>
      <Space direction="vertical">
        {options.map(({ value, label }) => (
          <Radio key={value} value={value}>
            {label}
          </Radio>
        ))}
      </Space>
    </Radio.Group>
  )
  return (
    <>
      <h1>{SAYS.title}</h1>
      <p>{SAYS.danger}</p>
      <p>
        {DANGER.map(([number, what]) => (
          <a key={number} href={`tel:${number}`}>
            {number} {what}
          </a>
        ))}
      </p>
      <Form
        initialValues={{ wish: 'reply' }}
        onFinish={async (filled: Filled) => setSaid(await post(filled))}
        footer={
          <Button block type="submit" color="primary">
            {SAYS.send}
          </Button>
        }
      >
        <Form.Item name="category" label={SAYS.what}>
          {radios(CHOICES)}
        </Form.Item>
        <Form.Item name="place" label={SAYS.where}>
          <Input />
        </Form.Item>
        <Form.Item name="words" label={SAYS.tell} rules={[{ min: 5, message: SAYS.short }]}>
          <TextArea rows={5} maxLength={2000} showCount />
        </Form.Item>
        <Form.Item label={SAYS.photos}>
          <ImageUploader value={photos} onChange={setPhotos} upload={show} multiple maxCount={9} />
        </Form.Item>
        <Form.Item name="phone" label={SAYS.phone}>
          <Input type="tel" />
        </Form.Item>
        <Form.Item name="name" label={SAYS.name}>
          <Input />
        </Form.Item>
        <Form.Item name="wish" label={SAYS.wish}>
          {radios(WISHES)}
        </Form.Item>
      </Form>
      <output>{said}</output>
    </>
  )
}

createRoot(document.getElementById('app')!).render(<Report />)

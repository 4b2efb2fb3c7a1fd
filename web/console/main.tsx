import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN.js'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { theme } from './theme.ts'

/** Ant Design writes style elements; each must carry the nonce this page was served with, or the CSP drops it. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')!.nonce

createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <ConfigProvider
      csp={{ nonce }}
      theme={theme}
      locale={zhCN.default}
      button={{ autoInsertSpace: false }}
      getPopupContainer={(trigger) => trigger?.closest('main') ?? document.body}
    >
      <App />
    </ConfigProvider>
  </StrictMode>,
)

import type { ThemeConfig } from 'antd'

/** Ant Design's greys fail WCAG AA on white; these pass 4.5:1 also on the page's grey (promises.md, finding 10). */
const [INK, SOFT, FAINT] = ['#1b2430', '#4d5866', '#5f6b7a']

export const theme: ThemeConfig = {
  token: {
    // A desk used all day answers at once; and in a tab at the back an animation never ends, with a button left “loading”.
    motion: false,
    colorPrimary: '#1a5a96',
    colorLink: '#1a5a96',
    colorError: '#b3201b',
    colorWarning: '#8a5300',
    colorSuccess: '#17643a',
    colorText: INK,
    colorTextSecondary: SOFT,
    colorTextTertiary: FAINT,
    colorTextQuaternary: FAINT,
    colorTextDescription: SOFT,
    colorTextPlaceholder: FAINT,
    colorTextDisabled: FAINT,
    colorBorder: '#c3cad3',
    colorBorderSecondary: '#e2e6eb',
    borderRadius: 6,
    fontSize: 14,
    fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif',
  },
  components: {
    Form: { itemMarginBottom: 22 },
  },
}

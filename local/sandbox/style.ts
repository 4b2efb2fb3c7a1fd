/** What the pages of this machine have in common. The product's own pages share nothing with them. */
export const STYLE = `
*{box-sizing:border-box}
body{margin:0;background:#f5f3f0;color:#222;font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.4rem;margin:0 0 .5rem;color:#b3261e}
.note{color:#555;font-size:.9rem;margin:0 0 1.2rem}
a{color:#b3261e}
`

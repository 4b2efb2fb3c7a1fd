import { createRequire } from 'node:module'
import { buildSync } from 'esbuild'

test('x', () => {
  const out = buildSync({
    entryPoints: ['web/resident/try.tsx'],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    write: false,
  })
  const module = { exports: {} as { html(): string } }
  new Function('module', 'exports', 'require', out.outputFiles[0]!.text)(module, module.exports, require)
  expect(module.exports.html()).toBe('<p class="a">1</p>')
})

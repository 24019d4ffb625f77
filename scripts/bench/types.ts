// What the types of the packed SDK cost a consumer of three lines, beside a project without any import.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printMachine, printTable } from './report.ts'
import { median } from './statistics.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rounds = Number(process.argv[2] ?? 7)
const edit = `import { createKontext, fal } from 'kontext-sdk'
const { images } = await createKontext(fal()).edit({ prompt: 'Warmer light', image: 'https://example.com/a.png' })
export const url: string = images[0].url`
const home = mkdtempSync(join(tmpdir(), 'kontext-types-'))
const projects = [
  { name: 'empty project', code: 'export const url: string = "x"' },
  { name: 'three lines of kontext-sdk', code: edit },
  {
    name: 'three lines of @fal-ai/client',
    code: `import { fal } from '@fal-ai/client'
const { data } = await fal.subscribe('fal-ai/flux-pro/kontext', { input: { prompt: 'x', image_url: 'https://example.com/a.png' } })
export const url: string = data.images[0]?.url ?? ''`,
  },
].map((project) => ({ ...project, tookMs: [] as number[] }))

try {
  for (const [index, { code }] of projects.entries()) {
    const directory = join(home, String(index))
    mkdirSync(directory)
    symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(directory, 'index.ts'), code)
    const compilerOptions = {
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      module: 'nodenext',
      target: 'es2023',
      lib: ['es2023', 'dom'],
      types: [],
    }
    writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['index.ts'] }))
  }
  for (let round = -1; round < rounds; round += 1)
    for (const [index, { tookMs }] of projects.entries()) {
      const started = performance.now()
      execFileSync(process.execPath, [
        join(root, 'node_modules/typescript/bin/tsc'),
        '-p',
        join(home, String(index)),
      ])
      if (round >= 0) tookMs.push(performance.now() - started)
    }
  const base = median(projects[0]?.tookMs ?? [])
  printTable(
    ['tsc', 'median ms', 'ratio'],
    projects.map(({ name, tookMs }) => [name, median(tookMs).toFixed(0), (median(tookMs) / base).toFixed(2)]),
  )
  printMachine(`${String(rounds)} rounds`)
} finally {
  rmSync(home, { recursive: true, force: true })
}

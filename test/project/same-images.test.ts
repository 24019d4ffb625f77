import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTime } from './reach/run-time.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

/** Prints a hash of each image: both painters, both formats, with a photograph and without, in several scripts. */
const program = `
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { renderImage } from ${JSON.stringify(`${root}mocks/src/images/render-image.ts`)}
import { createPlainPainter } from ${JSON.stringify(`${root}src/testing/images/plain-painter.ts`)}

const photo = readFileSync(process.argv[2])
const plain = createPlainPainter()
const size = { width: 752, height: 416 }
const base = { provider: 'fal', model: 'max', prompt: 'Put a donut next to the flour.', seed: '42', index: 0, ...size }
const requests = ['jpeg', 'png'].flatMap((format) => [
  { ...base, format },
  { ...base, format, source: photo },
  { ...base, format, source: photo, prompt: '在面粉旁边 🍩 ضع كعكة', seed: '15860307465884635512', index: 3 },
  { ...base, format, black: true },
])
const hashes = []
for (const request of requests) {
  for (const bytes of [await renderImage(request), (await plain.paint(request)).bytes])
    hashes.push(createHash('sha256').update(bytes).digest('hex'))
}
console.log(JSON.stringify(hashes))
`

let folder = ''
const script = (): string => join(folder, 'dist/images/program.mjs')
const photo = join(root, 'scripts/demo/flour.jpg')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontext-images-'))
  await mkdir(join(folder, 'dist/images'), { recursive: true })
  // Where the package has it, seen from its compiled modules.
  await symlink(join(root, 'mocks/fonts'), join(folder, 'fonts'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['sharp'],
    conditions: ['kontext-sdk-source'],
    write: false,
    logLevel: 'error',
  })
  await writeFile(script(), outputFiles[0]?.contents ?? '')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function hashesOn(node: string): Promise<readonly string[]> {
  const { stdout } = await run(node, [script(), photo])
  return JSON.parse(stdout) as readonly string[]
}

test('images are the same bytes on Node 20, 22 and 24', async () => {
  const here = await hashesOn(process.execPath)
  // All are different but for the plain ones with and without a photograph, which that painter does not look at.
  expect([here.length, new Set(here).size]).toEqual([16, 14])
  for (const name of ['node 20', 'node 22'] as const) {
    const node = await runTime(name)
    const { stdout } = await run(node, ['-p', 'process.versions.node.split(".")[0]'])
    expect(stdout.trim()).toBe(name.slice(-2))
    expect(await hashesOn(node), name).toEqual(here)
  }
})

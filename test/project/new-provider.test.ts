import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '../../scripts/generate/fingerprint.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let copy = ''

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'kontext-newcomer-'))
  const names =
    'generated mocks scripts specs src test package.json package-lock.json tsconfig.json vitest.config.ts'
  for (const name of names.split(' '))
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      filter: (path) => !/\/(dist|\.blocks)$/.test(path),
    })
  // The two packages of the repository are those of the copy; all others are where they are.
  mkdirSync(join(copy, 'node_modules'))
  const own: Record<string, string> = { 'kontext-sdk': copy, 'kontext-mocks': join(copy, 'mocks') }
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => !entry.startsWith('.vite')))
    symlinkSync(own[name] ?? join(root, 'node_modules', name), join(copy, 'node_modules', name))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** Runs a script or a tool of the copy with the Node of the project. */
function node(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(join(root, 'node_modules/.bin/node'), args, { cwd: copy, encoding: 'utf8' })
}

/** sha256 of every file of the copy that is not installed, by path. */
function tree(): Map<string, string> {
  const paths = ['generated', 'mocks', 'scripts', 'specs', 'src', 'test'].flatMap((folder) =>
    readdirSync(join(copy, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  return new Map(paths.map((path) => [path.slice(copy.length + 1), sha256(readFileSync(path))]))
}

// What a relay might publish: a value with a colon in it, a path that begins with a placeholder, the key as a header
// parameter, ranges in prose, an answer nobody described, half of it in Chinese.
const document = `# 图像编辑 Kontext [Max]

## OpenAPI Specification

\`\`\`yaml
openapi: 3.0.1
info: { title: '', version: 1.0.0 }
paths:
  /BASE_URL/fal-ai/flux-pro/kontext/max:
    post:
      summary: 提交图像编辑
      tags: [绘图模型]
      parameters:
        - name: Authorization
          in: header
          required: false
          example: Bearer {{API_KEY}}
          schema: { type: string }
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                prompt:
                  type: string
                  description: 提示词
                seed:
                  type: integer
                guidance_scale:
                  type: number
                  description: 引导系数: 1-20
                num_images:
                  type: integer
                  description: Number of images, range: 1-4
                output_format:
                  type: string
                  enum: [jpeg, png]
                safety_tolerance:
                  type: string
                  enum: ['1', '2', '3', '4', '5', '6']
                aspect_ratio:
                  type: string
                  enum: ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21']
                image_url:
                  type: string
                  description: 图片链接
              required: [prompt, image_url]
      responses:
        '200':
          description: ''
          content:
            application/json:
              schema: { type: object, properties: {} }
      security: []
\`\`\`
`

const overlay = `overlay: 1.1.0
info: { title: What the document of acme gets wrong or leaves out, version: 1.0.0 }
actions:
  - target: $
    description: The document writes BASE_URL for the server.
    x-evidence: { kind: public, source: the pricing page of acme.example }
    update: { servers: [{ url: 'https://api.acme.example' }] }
  - target: $.paths[*].post.tags
    description: The tag is the folder of the editor.
    x-evidence: { kind: document, source: line 12 }
    remove: true
  - target: $.components.schemas.MaxInput.properties
    description: The ranges stand in prose only.
    x-evidence: { kind: document, source: lines 30 and 33 }
    update:
      guidance_scale: { description: How closely the result follows the prompt., minimum: 1, maximum: 20 }
      num_images: { description: How many images to make., minimum: 1, maximum: 4 }
      prompt: { description: What to change in the image. }
      image_url: { description: The image to edit. }
`

describe('new:provider refuses', () => {
  const cases = [
    { name: 'nothing', args: [], want: 'give an id and a dialect. Known: fal-queue, task.' },
    { name: 'no dialect', args: ['acme'], want: 'give an id and a dialect. Known: fal-queue, task.' },
    { name: 'capitals', args: ['Acme', '--dialect', 'task'], want: '"Acme" is no id.' },
    { name: 'a path', args: ['../acme', '--dialect', 'task'], want: '"../acme" is no id.' },
    {
      name: 'a word of JavaScript',
      args: ['class', '--dialect', 'task'],
      want: 'class cannot be the name of a function',
    },
    {
      name: 'a name the package exports',
      args: ['providers', '--dialect', 'task'],
      want: 'providers cannot be the name',
    },
    {
      name: 'a provider that is there',
      args: ['vtrix', '--dialect', 'task'],
      want: 'specs/vtrix/ is there already',
    },
    {
      name: 'a dialect nobody knows',
      args: ['acme', '--dialect', 'smoke'],
      want: 'there is no dialect "smoke". Known: fal-queue, task.',
    },
  ]
  test.each(cases)('$name, and makes no folder', ({ args, want }) => {
    const before = readdirSync(join(copy, 'specs'))
    const { status, stderr } = node('scripts/new-provider.ts', ...args)
    expect(stderr).toContain(`Failed to make a provider: ${want}`)
    expect(status).toBe(1)
    expect(readdirSync(join(copy, 'specs'))).toEqual(before)
  })
})

test('the guide leads from nothing to a provider all tests know, by one folder', () => {
  expect(node('scripts/generate.js').status).toBe(0)
  const before = tree()
  const acme = join(copy, 'specs/acme')

  const made = node('scripts/new-provider.ts', 'acme', '--dialect', 'fal-queue')
  expect(made.stdout).toContain('npm run generate -- --accept')
  expect(readdirSync(acme).sort()).toEqual(['documents', 'overlays', 'provider.yaml'])
  expect(node('scripts/generate.js').stderr).toContain('nothing describes acme')

  writeFileSync(join(acme, 'documents/kontext-max.md'), document)
  expect(node('scripts/generate.js').stderr).toContain('specs/acme/documents/kontext-max.md')
  const first = node('scripts/generate.js', '--accept')
  expect(first.stdout).toContain('accepted specs/acme/documents/kontext-max.md')
  // The ranges are not in the contract yet; the scaffold has sold no more than that.
  expect(readFileSync(join(acme, 'documents/documents.lock.yaml'), 'utf8')).toContain(
    'kind: markdown-openapi',
  )

  renameSync(
    join(acme, 'overlays/10-corrections.overlay.yaml.example'),
    join(acme, 'overlays/10-corrections.overlay.yaml'),
  )
  writeFileSync(join(acme, 'overlays/10-corrections.overlay.yaml'), overlay)
  const last = node('scripts/generate.js')
  expect({ status: last.status, errors: last.stderr.match(/^specs\S* error .*$/gm) }).toEqual({
    status: 0,
    errors: null,
  })
  expect(last.stdout).toMatch(/^acme +1 document, 2 repairs, 3 corrections/m)
  expect(readFileSync(join(copy, 'generated/acme/contract.openapi.yaml'), 'utf8')).toContain(
    'https://api.acme.example',
  )

  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const report = join(copy, 'report.json')
  const files = ['test/contract/conformance.test.ts', 'test/contract/mock-answers.test.ts']
  const tested = node(vitest, 'run', ...files, '-t', 'acme', '--reporter=json', `--outputFile=${report}`)
  expect(tested.status, tested.stderr).toBe(0)
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
  }
  expect(numFailedTests).toBe(0)
  expect(numPassedTests).toBeGreaterThan(20)
  for (const file of files) {
    const results = testResults.find(({ name }) => name.endsWith(file))?.assertionResults ?? []
    expect(results.filter(({ status }) => status === 'passed').length, file).toBeGreaterThan(5)
  }

  const changed = [...tree()].filter(([path, hash]) => before.get(path) !== hash).map(([path]) => path)
  expect(changed.filter((path) => !path.startsWith('generated/') && !path.startsWith('specs/acme/'))).toEqual(
    [],
  )
  expect([...before.keys()].filter((path) => !existsSync(join(copy, path)))).toEqual([])
})

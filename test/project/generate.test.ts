import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { sha256 } from '../../scripts/generate/fingerprint.ts'
import { formatManifest, type Manifest } from '../../scripts/generate/manifest.ts'
import { arrayAt, isObject, stringAt } from '../../scripts/lib/json.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const document = 'specs/fal-relay/documents/000_2960f1423f9f256e.txt'
const overlay = 'specs/vtrix/overlays/20-corrections.overlay.yaml'

// Brought up to date once: whether the repository is, is for the first test to say.
let fresh = ''
let copy = ''

beforeAll(() => {
  fresh = mkdtempSync(join(tmpdir(), 'kontext-generate-'))
  copyAll(root, fresh)
  expect(generate([], fresh)).toMatchObject({ status: 0 })
})

afterAll(() => rmSync(fresh, { recursive: true, force: true }))

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'kontext-generate-'))
  copyAll(fresh, copy)
})

afterEach(() => {
  rmSync(copy, { recursive: true, force: true })
})

function copyAll(from: string, to: string): void {
  for (const name of ['specs', 'generated', 'scripts', 'src', 'package.json', 'package-lock.json'])
    cpSync(join(from, name), join(to, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(to, 'node_modules'))
}

/** Runs the generator of the copy with the Node of the project. */
function generate(
  options: readonly string[],
  cwd = copy,
): { status: number | null; stdout: string; stderr: string } {
  const node = join(root, 'node_modules/.bin/node')
  return spawnSync(node, ['scripts/generate.js', ...options], { cwd, encoding: 'utf8' })
}

/** Changes the manifest of the copy as a merge, or a run, would. */
function forge(
  change: (manifest: { outputs: Record<string, string> }) => void,
  { sealed }: { sealed: boolean },
): void {
  const path = join(copy, 'generated/manifest.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest & {
    seal: string
    outputs: Record<string, string>
  }
  change(manifest)
  writeFileSync(path, sealed ? formatManifest(manifest) : JSON.stringify(manifest))
}

/** Changes the first occurrence of a text in a file of the copy by one byte. */
function changeByte(path: string, from: string, to: string): void {
  const text = readFileSync(join(copy, path), 'utf8')
  expect(Buffer.byteLength(from)).toBe(Buffer.byteLength(to))
  expect(text).toContain(from)
  writeFileSync(join(copy, path), text.replace(from, to))
}

test('what is committed is what the pipeline makes', () => {
  const { status, stdout, stderr } = generate(['--check', '--full'], root)
  expect({ status, stale: stderr.split('\n').filter((line) => line.includes('Run: ')) }).toEqual({
    status: 0,
    stale: [],
  })
  expect(stdout).toMatch(/^generated\/ is up to date: \d+ files from \d+ inputs$/m)
})

test('a check that finds no change runs no stage', () => {
  // Hooks of the main thread: what a thread of hooks prints can be lost when the process ends.
  const loads =
    "import { registerHooks } from 'node:module'; registerHooks({ load(url, context, next) { console.error('loads ' + url); return next(url, context) } })"
  const node = join(root, 'node_modules/.bin/node')
  const { stderr, status } = spawnSync(
    node,
    ['--import', `data:text/javascript,${encodeURIComponent(loads)}`, 'scripts/generate.js', '--check'],
    { cwd: copy, encoding: 'utf8' },
  )
  expect(status).toBe(0)
  expect(stderr).toContain('scripts/generate/check.ts')
  expect(stderr).not.toMatch(/pipeline\.ts|stages|node_modules/)
})

describe('--check refuses', () => {
  const cases = [
    {
      name: 'a document with one byte changed',
      change: () => {
        changeByte(document, '# FLUX.1', '# FLUX.2')
      },
      want: `${document} error document-lock: the document is not what its lock says: it is kept byte for byte. If the provider changed it, run: npm run generate -- --accept`,
    },
    {
      name: 'an overlay with one byte changed',
      change: () => {
        changeByte(overlay, 'names no server', 'names no Server')
      },
      want: `${overlay} changed since generated/ was written. Run: npm run generate`,
    },
    {
      name: 'an overlay that is new',
      change: () => {
        writeFileSync(join(copy, 'specs/vtrix/overlays/99-new.overlay.yaml'), 'overlay: 1.1.0\n')
      },
      want: 'specs/vtrix/overlays/99-new.overlay.yaml is new since generated/ was written. Run: npm run generate',
    },
    {
      name: 'an overlay that is gone',
      change: () => {
        rmSync(join(copy, overlay))
      },
      want: `${overlay} is gone since generated/ was written. Run: npm run generate`,
    },
    {
      name: 'a generated file with one byte changed, one that is gone and one too many',
      change: () => {
        changeByte('generated/fal/types.ts', 'Generated', 'generated')
        rmSync(join(copy, 'generated/vtrix/types.ts'))
        writeFileSync(join(copy, 'generated/fal/extra.ts'), '')
      },
      want: ['fal/extra.ts', 'fal/types.ts', 'vtrix/types.ts']
        .map((file) => `generated/${file} is stale. Run: npm run generate\n`)
        .join(''),
    },
    {
      name: 'what a changed stage would make',
      change: () => {
        changeByte('scripts/stages/fixtures.ts', 'next to the flour', 'Next to the flour')
      },
      want: 'generated/vtrix/fixtures.ts is stale. Run: npm run generate\n',
    },
    {
      name: 'what another version of a library would make',
      change: () => {
        forge((manifest) => (manifest.outputs['generated/providers.ts'] = sha256('other')), { sealed: true })
        const lock = readFileSync(join(copy, 'package-lock.json'), 'utf8')
        const changed = lock.replace(/("node_modules\/yaml": \{\s*"version": )"[^"]+"/, '$1"0.0.0"')
        expect(changed).not.toBe(lock)
        writeFileSync(join(copy, 'package-lock.json'), changed)
        writeFileSync(join(copy, 'generated/providers.ts'), 'other')
      },
      want: 'generated/providers.ts is stale. Run: npm run generate\n',
    },
    {
      name: 'a manifest put together from two',
      change: () => {
        writeFileSync(join(copy, 'generated/providers.ts'), 'other')
        forge((manifest) => (manifest.outputs['generated/providers.ts'] = sha256('other')), { sealed: false })
      },
      want: 'generated/providers.ts is stale. Run: npm run generate\n',
    },
    {
      name: 'a folder without provider.yaml',
      change: () => {
        mkdirSync(join(copy, 'specs/acme'))
      },
      want: 'specs/acme/provider.yaml error provider-yaml: the file is missing. See specs/README.md for what it holds.',
    },
    {
      name: 'a file among the overlays that is none',
      change: () => {
        writeFileSync(join(copy, 'specs/vtrix/overlays/30-x.yaml'), 'overlay: 1.1.0\n')
      },
      want: 'specs/vtrix/overlays/30-x.yaml error stray-file: not read: an overlay is called NN-topic.overlay.yaml. Rename it, or move it away.',
    },
    {
      name: 'a document that is not in the lock',
      change: () => {
        writeFileSync(join(copy, 'specs/vtrix/documents/005_new.txt'), 'x')
      },
      want: 'specs/vtrix/documents/005_new.txt error document-lock: the document is not in specs/vtrix/documents/documents.lock.yaml. Run: npm run generate -- --accept',
    },
  ]
  for (const { name, change, want } of cases) {
    test(`${name}, and names the file and the command`, () => {
      change()
      const { status, stderr } = generate(['--check'])
      expect(stderr).toContain(want)
      expect(status).toBe(1)
    })
  }
})

test('--check --full does not take the word of a manifest that is sealed', () => {
  writeFileSync(join(copy, 'generated/providers.ts'), 'other')
  forge((manifest) => (manifest.outputs['generated/providers.ts'] = sha256('other')), { sealed: true })
  expect(generate(['--check']).status).toBe(0)
  const { status, stderr } = generate(['--check', '--full'])
  expect(status).toBe(1)
  expect(stderr).toContain('generated/providers.ts is stale. Run: npm run generate\n')
})

test('a stage that makes the same as before passes the check, but not the full one', () => {
  appendFileSync(join(copy, 'scripts/stages/matrix.ts'), '// No change in what it makes.\n')
  const { status, stdout } = generate(['--check'])
  expect(stdout).toContain('The pipeline changed, what it makes did not.')
  expect(status).toBe(0)
  expect(generate(['--check', '--full']).stderr).toContain('generated/manifest.json is stale')
})

test('a second run runs no stage, and a changed overlay changes its own provider only', () => {
  expect(generate([]).stdout).toMatch(/^\d+ files from \d+ inputs, none changed/)
  const before = modified()
  changeByte(overlay, 'names no server', 'names no Server')
  expect(generate([]).status).toBe(0)
  const after = modified()
  const changed = Object.keys(after).filter((path) => after[path] !== before[path])
  expect(changed).toContain('generated/PROVIDERS.md')
  expect(changed.filter((path) => /^generated\/(?!vtrix\/)[^.]*\//.test(path))).toEqual([])
  expect(generate(['--check', '--full']).status).toBe(0)
})

test('--watch tells what changed, survives an error and ends with Ctrl+C', async () => {
  const child = spawn(join(root, 'node_modules/.bin/node'), ['scripts/generate.js', '--watch'], { cwd: copy })
  let printed = ''
  child.stdout.on('data', (text) => (printed += String(text)))
  child.stderr.on('data', (text) => (printed += String(text)))
  const says = (want: RegExp): Promise<void> =>
    vi.waitFor(() => expect(printed).toMatch(want), { timeout: 60_000, interval: 20 })
  await says(/^Watching specs\/\. Stop with Ctrl\+C\.$/m)
  const good = readFileSync(join(copy, overlay), 'utf8')
  writeFileSync(join(copy, overlay), 'overlay: [')
  await says(/20-corrections\.overlay\.yaml changed\n[\s\S]*20-corrections\.overlay\.yaml:1:\d+ error yaml/)
  printed = ''
  writeFileSync(join(copy, overlay), good.replace('names no server', 'names no Server'))
  await says(
    /20-corrections\.overlay\.yaml changed\n[\s\S]* {2}generated\/PROVIDERS\.md\n[\s\S]*changed, in \d+ ms/,
  )
  const ended = once(child, 'close')
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  expect(generate(['--check', '--full']).status).toBe(0)
})

/** When each file under `generated/` of the copy was written. */
function modified(): Record<string, number> {
  return Object.fromEntries(
    readdirSync(join(copy, 'generated'), { recursive: true, encoding: 'utf8' }).map((path) => [
      `generated/${path}`,
      statSync(join(copy, 'generated', path)).mtimeMs,
    ]),
  )
}

test('a plain run does not touch generated/ while a document is not what its lock says', () => {
  appendFileSync(join(copy, document), '\n')
  const before = readFileSync(join(copy, 'generated/manifest.json'), 'utf8')
  const { status, stderr } = generate([])
  expect(status).toBe(1)
  expect(stderr).toContain(`${document} error document-lock: the document is not what its lock says`)
  expect(readFileSync(join(copy, 'generated/manifest.json'), 'utf8')).toBe(before)
})

test('--accept takes a changed document; after a plain run the check passes again', () => {
  changeByte(document, '# FLUX.1', '# FLUX.2')
  const accepted = generate(['--accept'])
  expect(accepted.stdout).toContain(`accepted ${document}`)
  expect(accepted.status).toBe(0)
  expect(generate([]).stdout).toMatch(/, none changed/)
  expect(generate(['--check']).status).toBe(0)
  expect(readFileSync(join(copy, document.replace(/[^/]*$/, 'documents.lock.yaml')), 'utf8')).toContain(
    'origin: docs.yutoai.net/api/api-309292279.html (Markdown export)',
  )
})

describe('a document is kept byte for byte', () => {
  const locked = readdirSync(join(root, 'specs')).flatMap((provider) => {
    const directory = `specs/${provider}/documents`
    const lock = readLock(join(root, directory, 'documents.lock.yaml'))
    return lock.map(({ file, sha256 }) => ({ path: `${directory}/${file}`, sha256 }))
  })

  test('the five that were given are locked', () => {
    const given = locked.flatMap(({ path }) => /\/(00[0-4])_\w+\.txt$/.exec(path)?.[1] ?? [])
    expect(given.toSorted()).toEqual(['000', '001', '002', '003', '004'])
  })

  for (const { path, sha256: want } of locked) {
    test(`${path} has the sha256 of its lock`, () => {
      expect(
        createHash('sha256')
          .update(readFileSync(join(root, path)))
          .digest('hex'),
      ).toBe(want)
    })
  }
})

function readLock(path: string): { file: string; sha256: string }[] {
  let tree: unknown
  try {
    tree = parse(readFileSync(path, 'utf8'))
  } catch {
    return []
  }
  return arrayAt(isObject(tree) ? tree : {}, 'documents').map((entry) => ({
    file: stringAt(entry, 'file') ?? '',
    sha256: stringAt(entry, 'sha256') ?? '',
  }))
}

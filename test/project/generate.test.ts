import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { arrayAt, isObject, stringAt } from '../../scripts/lib/json.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
// A run of the pipeline takes a second or two; two cores may be busy with other tests.
const timeout = 20_000
const document = 'specs/fal-relay/documents/000_2960f1423f9f256e.txt'
const overlay = 'specs/vtrix/overlays/20-corrections.overlay.yaml'

let copy = ''

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'kontext-generate-'))
  for (const name of ['specs', 'generated', 'scripts', 'src', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})

afterEach(() => {
  rmSync(copy, { recursive: true, force: true })
})

/** Runs the generator of the copy with the Node of the project. */
function generate(...options: string[]): { status: number | null; stdout: string; stderr: string } {
  const node = join(root, 'node_modules/.bin/node')
  return spawnSync(node, ['scripts/generate.ts', ...options], { cwd: copy, encoding: 'utf8' })
}

/** Changes the first occurrence of a text in a file of the copy by one byte. */
function changeByte(path: string, from: string, to: string): void {
  const text = readFileSync(join(copy, path), 'utf8')
  expect(Buffer.byteLength(from)).toBe(Buffer.byteLength(to))
  expect(text).toContain(from)
  writeFileSync(join(copy, path), text.replace(from, to))
}

test('what is committed is what the pipeline makes', { timeout }, () => {
  const { status, stdout, stderr } = generate('--check')
  expect({ status, stale: stderr.split('\n').filter((line) => line.includes('Run: ')) }).toEqual({
    status: 0,
    stale: [],
  })
  expect(stdout).toMatch(/^generated\/ is up to date: \d+ files from \d+ inputs$/m)
})

describe('--check refuses', () => {
  const cases = [
    {
      name: 'a document with one byte changed',
      change: () => {
        changeByte(document, '# FLUX.1', '# FLUX.2')
      },
      want: `${document} is not what its lock says: a document is kept byte for byte. If the provider changed it, run: npm run generate -- --accept`,
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
      name: 'a document that is not in the lock',
      change: () => {
        writeFileSync(join(copy, 'specs/vtrix/documents/005_new.txt'), 'x')
      },
      want: 'specs/vtrix/documents/005_new.txt error document-lock: the document is not in specs/vtrix/documents/documents.lock.yaml. Run: npm run generate -- --accept',
    },
  ]
  for (const { name, change, want } of cases) {
    test(`${name}, and names the file and the command`, { timeout }, () => {
      change()
      const { status, stderr } = generate('--check')
      expect(stderr).toContain(want)
      expect(status).toBe(1)
    })
  }
})

test('a plain run does not touch generated/ while a document is not what its lock says', { timeout }, () => {
  appendFileSync(join(copy, document), '\n')
  const before = readFileSync(join(copy, 'generated/manifest.json'), 'utf8')
  const { status, stderr } = generate()
  expect(status).toBe(1)
  expect(stderr).toContain(`${document} is not what its lock says`)
  expect(readFileSync(join(copy, 'generated/manifest.json'), 'utf8')).toBe(before)
})

test('--accept takes a changed document; after a plain run the check passes again', { timeout }, () => {
  changeByte(document, '# FLUX.1', '# FLUX.2')
  const accepted = generate('--accept')
  expect(accepted.stdout).toContain(`accepted ${document}`)
  expect(accepted.status).toBe(0)
  expect(generate().stdout).toMatch(/, none changed$/m)
  expect(generate('--check').status).toBe(0)
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

  test('five are locked', () => {
    expect(locked.map(({ path }) => /\/(\d{3})_\w+\.txt$/.exec(path)?.[1]).toSorted()).toEqual([
      '000',
      '001',
      '002',
      '003',
      '004',
    ])
  })

  for (const { path, sha256 } of locked) {
    test(`${path} has the sha256 of its lock`, () => {
      expect(
        createHash('sha256')
          .update(readFileSync(join(root, path)))
          .digest('hex'),
      ).toBe(sha256)
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

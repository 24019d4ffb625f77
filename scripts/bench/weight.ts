// What a browser loads for one edit: our bundle beside those of other clients, made by the same bundler.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { weighBundle } from './weigh-bundle.ts'
import { printTable } from './report.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const use = (names: string, from: string, call: string): string =>
  `import { ${names} } from '${from}'\nglobalThis.client = ${call}`
const bundles = [
  { name: 'kontext-sdk, fal', code: use('createKontext, fal', 'kontext-sdk', 'createKontext(fal())') },
  { name: 'kontext-sdk, vtrix', code: use('createKontext, vtrix', 'kontext-sdk', 'createKontext(vtrix())') },
  {
    name: 'openapi-fetch',
    code: "import createClient from 'openapi-fetch'\nglobalThis.client = createClient()",
  },
  { name: 'replicate', code: "import Replicate from 'replicate'\nglobalThis.client = new Replicate()" },
  { name: '@fal-ai/client', code: use('createFalClient', '@fal-ai/client', 'createFalClient()') },
  { name: '@ai-sdk/fal', code: use('createFal', '@ai-sdk/fal', 'createFal()') },
]
const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1)

const weighed = []
for (const { name, code } of bundles) weighed.push({ name, ...(await weighBundle(code)) })
printTable(
  ['browser bundle, gzip kB', 'at start', 'first edit', 'everything', 'minified'],
  weighed.map(({ name, startGzip, editGzip, allGzip, allMinified }) => [
    name,
    ...[startGzip, editGzip, allGzip, allMinified].map(kilobytes),
  ]),
)

const home = mkdtempSync(join(tmpdir(), 'kontext-weight-'))
try {
  const rows = []
  for (const name of ['kontext-sdk', 'replicate', '@fal-ai/client', '@ai-sdk/fal']) rows.push(installed(name))
  printTable(['installed', 'packages', 'MB'], rows)
} finally {
  rmSync(home, { recursive: true, force: true })
}

/** What npm puts on the disk of somebody who installs only this package. */
function installed(name: string): readonly string[] {
  const directory = join(home, name.replace('/', '-'))
  mkdirSync(directory)
  writeFileSync(join(directory, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--omit=dev', sourceOf(name)], {
    cwd: directory,
    stdio: 'ignore',
  })
  const modules = join(directory, 'node_modules')
  const manifests = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|node_modules\/)(@[^/]+\/)?[^/@]+\/package\.json$/.test(path),
  )
  const bytes = readdirSync(modules, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  return [name, String(manifests.length), (bytes / 1e6).toFixed(1)]
}

function sourceOf(name: string): string {
  if (name !== 'kontext-sdk') {
    const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')
    return `${name}@${(JSON.parse(manifest) as { version: string }).version}`
  }
  const out = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home], {
    cwd: root,
    encoding: 'utf8',
  })
  const [{ filename }] = JSON.parse(out) as [{ filename: string }]
  return join(home, filename)
}

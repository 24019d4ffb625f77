import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { SyntheticContracts } from './contracts.ts'

/** A server to be measured. */
export interface Contender {
  readonly name: string
  readonly script: string
  readonly args: (contracts: SyntheticContracts) => readonly string[]
  /** What stands before the contract's path. */
  readonly prefix: string
  /** Whether it is one of ours. */
  readonly ours?: true
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const root = fileURLToPath(new URL('../../..', import.meta.url))
const prism = `${root}node_modules/@stoplight/prism-cli/dist/index.js`
const mockoon = `${root}node_modules/.cache/mockoon`
const mockoonVersion = '9.9.0'

/** Every server that is compared, the baseline first. Mockoon is missing where it cannot be installed. */
export function contenders(): readonly Contender[] {
  const library = (name: string): Pick<Contender, 'args' | 'script'> => ({
    script: here(`serve-${name}.ts`),
    args: ({ file }) => [file, '{port}'],
  })
  const ours = (engine: string): Pick<Contender, 'args' | 'ours' | 'prefix' | 'script'> => ({
    script: `${root}mocks/bin/kontext-mocks.js`,
    args: ({ directory }) => ['-p', '{port}', '-q', '--contracts', directory, '--engine', engine],
    prefix: '/fal',
    ours: true,
  })
  const command = ({ file }: SyntheticContracts): string[] => [
    'mock',
    file,
    '-p',
    '{port}',
    '-h',
    '127.0.0.1',
  ]
  return [
    { name: 'bare node:http', prefix: '', ...library('bare') },
    { name: 'prism mock', prefix: '', script: prism, args: command },
    {
      name: 'prism mock -v silent',
      prefix: '',
      script: prism,
      args: (given) => [...command(given), '-v', 'silent'],
    },
    { name: 'Prism as a library', prefix: '', ...library('prism') },
    ...(mockoonInstalled() ? [{ name: `Mockoon ${mockoonVersion}`, prefix: '', ...library('mockoon') }] : []),
    { name: 'kontext-mocks --engine prism', ...ours('prism') },
    { name: 'kontext-mocks --engine fast', ...ours('fast') },
  ]
}

/** Not among our dependencies: 160 packages for one row of a table. */
function mockoonInstalled(): boolean {
  if (existsSync(`${mockoon}/node_modules/@mockoon/commons-server`)) return true
  try {
    mkdirSync(mockoon, { recursive: true })
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', mockoon]
    execFileSync('npm', ['install', ...flags, `@mockoon/commons-server@${mockoonVersion}`], {
      stdio: 'ignore',
    })
    return true
  } catch {
    console.log('Mockoon could not be installed and is left out.')
    return false
  }
}

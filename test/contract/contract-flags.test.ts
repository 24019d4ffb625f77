import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { contractFiles } from '../../mocks/src/contracts.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A copy of the contracts, in which fal's can be changed. */
function copyContracts() {
  const directory = mkdtempSync(join(tmpdir(), 'kontext-flags-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  for (const { provider, path } of contractFiles()) {
    mkdirSync(join(directory, provider))
    copyFileSync(path, join(directory, provider, 'contract.openapi.yaml'))
  }
  const file = join(directory, 'fal', 'contract.openapi.yaml')
  const text = readFileSync(file, 'utf8')
  return {
    directory,
    file,
    change: (from: string, to: string) => writeFileSync(file, text.replaceAll(from, to)),
  }
}

/** Runs the command; `until` resolves with everything printed once a text is among it. */
function run(...args: string[]) {
  const child = spawn(
    join(root, 'node_modules/.bin/node'),
    ['--conditions=kontext-sdk-source', 'mocks/src/main.ts', '--port', '0', ...args],
    { cwd: root },
  )
  let printed = ''
  const listeners = new Set<() => void>()
  const hear = (chunk: Buffer): void => {
    printed += chunk.toString()
    for (const listener of listeners) listener()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  onTestFinished(() => {
    child.kill()
  })
  return {
    ended: new Promise<number | null>((resolve) => child.on('close', resolve)),
    printed: () => printed,
    until: (text: string) =>
      new Promise<string>((resolve) => {
        const look = (): void => {
          if (printed.includes(text)) resolve(printed)
        }
        listeners.add(look)
        look()
      }),
  }
}

test('the command ends with the line of every mistake', async () => {
  const { directory, change } = copyContracts()
  change('minLength: 1', 'minLenght: 1')
  const command = run('--contracts', directory, '--engine', 'fast')
  expect(await command.ended).toBe(2)
  expect(command.printed()).toMatch(/contract\.openapi\.yaml:\d+:\d+ keyword: "minLenght" is no keyword/)
})

test('the command with --watch says what became of a changed contract', async () => {
  const { directory, change } = copyContracts()
  const { until } = run('--contracts', directory, '--watch', '--engine', 'fast')
  await until('Stop with Ctrl+C.')
  change('maximum: 20', 'maximun: 20')
  expect(await until('keeps serving')).toMatch(/contract\.openapi\.yaml:\d+:\d+ keyword: "maximun"/)
  change('maximum: 20', 'maximum: 40')
  await until('changed and is served from now on.')
})

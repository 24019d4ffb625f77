import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))

// Every @ts-expect-error in test/types is a wrong call that must not compile; one that does is an error here.
test('everything compiles that should, and nothing that should not', async () => {
  const ended = await new Promise((resolve) => {
    const child = execFile(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root }, (_error, stdout) =>
      resolve({ code: child.exitCode, stdout }),
    )
  })
  expect(ended).toEqual({ code: 0, stdout: '' })
}, 60_000)

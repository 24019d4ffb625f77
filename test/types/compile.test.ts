import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))
// As `npm run typecheck` does: what that has found of files that are still the same is not looked for again.
const project = '-p tsconfig.json --incremental --tsBuildInfoFile node_modules/.cache/tsc.tsbuildinfo'.split(
  ' ',
)

// Every @ts-expect-error in test/types is a wrong call that must not compile; one that does is an error here.
test('everything compiles that should, and nothing that should not', async () => {
  const ended = await new Promise((resolve) => {
    const child = execFile(process.execPath, [tsc, ...project], { cwd: root }, (_error, stdout) =>
      resolve({ code: child.exitCode, stdout }),
    )
  })
  expect(ended).toEqual({ code: 0, stdout: '' })
})

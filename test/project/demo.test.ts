import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { providers } from 'kontext-sdk'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const fast = ['--import', join(root, 'test/fast-timers.ts'), '--conditions=kontext-sdk-source']
const models = Object.entries(providers).flatMap(([id, make]) =>
  Object.keys(make({ baseUrl: 'http://127.0.0.1' }).capabilities.models).map((model) => ({ id, model })),
)

test('the demo edits at every provider and model, within 80 columns, with the same images on a second run', async () => {
  const demo = (): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, [...fast, join(root, 'scripts/demo.ts')], {
      cwd: root,
      env: { ...process.env, KONTEXT_FAST_TIMERS: '1' },
    })
  await demo()
  const { stdout } = await demo()
  for (const { id, model } of models) {
    expect(stdout).toMatch(
      new RegExp(`^${id} +${model} +.*running done +\\d+ +\\d+ ${id}-${model}\\.jpg +jpeg 1392x752`, 'm'),
    )
    expect((await readFile(join(root, `demo-output/${id}-${model}.jpg`))).length).toBeGreaterThan(10_000)
  }
  expect(stdout).toContain(
    `${String(models.length)} of ${String(models.length)} have the same bytes as in the run before`,
  )
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
})

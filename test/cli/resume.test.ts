import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobHandle } from 'kontext-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editCommand } from '../../src/cli/commands/edit.ts'
import { resumeCommand } from '../../src/cli/commands/resume.ts'
import { howToResume } from '../../src/cli/how-to-resume.ts'
import { readHandle } from '../../src/cli/read-handle.ts'
import { checkOutput } from '../../src/cli/save-images.ts'

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kontext-resume-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const handle: JobHandle = {
  v: 1,
  provider: 'fal',
  origin: 'https://queue.fal.run',
  model: 'max',
  requestId: 'job-1',
  submittedAt: '2026-01-01T00:00:00.000Z',
}

async function file(content: unknown): Promise<string> {
  const path = join(directory, 'job.json')
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

test.each([
  { name: 'alone', content: handle },
  {
    name: 'within what "kontext edit --json" printed',
    content: { provider: 'fal', requestId: 'job-1', handle, images: [] },
  },
])('reads a handle $name', async ({ content }) => {
  expect(await readHandle(await file(content))).toEqual({ provider: 'fal', handle })
})

test.each([
  {
    name: 'a file that is not there',
    path: 'none.json',
    says: '"none.json": there is no such file. Give a file',
  },
  {
    name: 'the handle in place of a file',
    path: JSON.stringify(handle),
    says: 'that is a handle itself. Give a',
  },
])('refuses $name', async ({ path, says }) => {
  await expect(readHandle(path)).rejects.toThrow(says)
})

test.each([
  { name: 'text', content: 'kontext: Failed to edit', says: 'it is not JSON' },
  { name: 'JSON without a provider', content: [handle], says: 'it names no provider' },
  { name: 'null', content: null, says: 'it names no provider' },
])('refuses a file with $name', async ({ content, says }) => {
  await expect(readHandle(await file(content))).rejects.toThrow(says)
})

test('names the address to resume at where the contract does not', () => {
  expect(howToResume(handle)[1]).toBe('  kontext resume <file>')
  const origin = 'https://relay.example/v1'
  expect(howToResume({ ...handle, origin })[1]).toBe(`  kontext resume <file> --base-url ${origin}`)
})

test.each([editCommand(), resumeCommand()])('says the default of --timeout in seconds', (command) => {
  expect(command.opts()['timeout']).toBe(600_000)
  expect(command.helpInformation()).toMatch(/--timeout <seconds>[^-]*\(default:\s+600\)/)
})

test('says which model an edit gets that names none', () => {
  expect(editCommand().helpInformation()).toMatch(
    /--model <name>\s+without it max, which costs more than pro/,
  )
})

test('says of a directory that it is one', async () => {
  await expect(checkOutput(directory)).rejects.toThrow('it is a directory. Give the name of a file.')
})

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, vi } from 'vitest'
import { fastNow, fastSetTimeout } from '../fast-timers.ts'

/** A block of code of a document. */
export interface Block {
  readonly language: string
  readonly code: string
}

/** The text of a document, by its path from the root of the repository. */
export function readDocument(path: string): Promise<string> {
  return readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
}

/** The blocks of code of a document, in their order. */
export function blocksOf(document: string): readonly Block[] {
  return [...document.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    language,
    code,
  }))
}

/** The commands of a document: the lines of its shell blocks, without comments, those that go on made one. */
export function commandsOf(document: string): readonly string[] {
  return blocksOf(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.replace(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '')
}

/** What a block says that it prints: the comment behind a `console.log`. */
export function promisesOf(code: string): readonly string[] {
  return [...code.matchAll(/console\.log\(.*\) \/\/ (.+)$/gm)].map(([, promise = '']) => promise)
}

/** A folder beside this file, so that blocks find the packages; ignored by git, and gone after the tests. */
export function useBlockFolder(name: string): string {
  const folder = fileURLToPath(new URL(`.blocks/${name}`, import.meta.url))
  beforeAll(async () => {
    await mkdir(folder, { recursive: true })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Printed code has the clock of the machine, so the machine's timers run fast. */
export function useFastMachine(): void {
  beforeAll(() => {
    vi.stubGlobal('setTimeout', fastSetTimeout)
    vi.spyOn(Date, 'now').mockImplementation(fastNow)
  })
  afterAll(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
}

/** Runs a block as it is printed; gives what it prints, line by line. */
export async function runBlock(folder: string, name: string, code: string): Promise<readonly string[]> {
  const file = join(folder, `${name}.ts`)
  await writeFile(file, code)
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    await import(file)
    return said.mock.calls.map((values) => values.join(' '))
  } finally {
    said.mockRestore()
  }
}

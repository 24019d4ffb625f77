import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const file = fileURLToPath(new URL('shown-types-example.ts', import.meta.url))
const code = `import { chainhub, createKontext, failover, fal } from '../../src/index.ts'
const provider = fal()
const kontext = createKontext(provider)
const { edit } = kontext
const either = createKontext(failover(provider, chainhub()))
const text: string = kontext
void kontext.edit({ prompt: 'p', image: 'i', steps: 5 })
void either.edit({ prompt: 'p', image: 'i', upsamplePrompt: true })
`
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  skipLibCheck: true,
}
const read = (path: string): string | undefined => (path === file ? code : ts.sys.readFile(path))
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getCurrentDirectory: () => fileURLToPath(new URL('../..', import.meta.url)),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (path) => {
    const text = read(path)
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
  },
  fileExists: (path) => path === file || ts.sys.fileExists(path),
  readFile: read,
})

describe('an editor shows', () => {
  test.each([
    { word: 'provider =', want: 'const provider: Provider<FalDescriptor, FalNative>' },
    { word: 'kontext =', want: 'const kontext: Kontext<Provider<FalDescriptor, FalNative>>' },
    {
      word: 'edit }',
      want: 'const edit: (input: Input<FalDescriptor, FalNative>, options?: SubmitOptions) => Promise<EditResult>',
    },
    {
      word: 'either =',
      want: 'const either: Kontext<FailoverProvider<readonly [Provider<FalDescriptor, FalNative>, Provider<ChainhubDescriptor, ChainhubNative>]>>',
    },
  ])('of "$word" names, and no tables', ({ word, want }) => {
    const info = service.getQuickInfoAtPosition(file, code.indexOf(word))
    expect(ts.displayPartsToString(info?.displayParts)).toBe(want)
  })
})

test('the compiler speaks of names too', () => {
  const messages = service
    .getSemanticDiagnostics(file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
  expect(messages).toEqual([
    "Type 'Kontext<Provider<FalDescriptor, FalNative>>' is not assignable to type 'string'.",
    "Object literal may only specify known properties, and 'steps' does not exist in type 'Input<FalDescriptor, FalNative>'.",
    `Object literal may only specify known properties, and 'upsamplePrompt' does not exist in type 'Input<CapabilitiesOfBoth<FalDescriptor, ChainhubDescriptor>, Pick<FalNative, "sync_mode">>'.`,
  ])
})

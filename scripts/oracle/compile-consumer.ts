import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Compiles the consumer of one provider's types, again and again with other types. */
export class ConsumerCompiler {
  readonly #typesFile: string
  readonly #consumerFile: string
  readonly #options: ts.CompilerOptions
  readonly #host: ts.CompilerHost
  // Libraries and the consumer stay as they are: parsed and bound once for all programs.
  readonly #parsed = new Map<string, ts.SourceFile | undefined>()
  // Much of what a contract says does not show in its types.
  readonly #known = new Map<string, readonly string[]>()
  #types = ''
  #program: ts.Program | undefined

  constructor(provider: string) {
    this.#typesFile = `${root}generated/${provider}/types.ts`
    this.#consumerFile = `${root}scripts/oracle/consumer/${provider}.ts`
    this.#options = projectOptions()
    this.#host = ts.createCompilerHost(this.#options)
    const read = this.#host.getSourceFile.bind(this.#host)
    this.#host.getSourceFile = (name, languageVersion, ...rest) => {
      if (name === this.#typesFile) return ts.createSourceFile(name, this.#types, languageVersion)
      if (!this.#parsed.has(name)) this.#parsed.set(name, read(name, languageVersion, ...rest))
      return this.#parsed.get(name)
    }
  }

  /** What the compiler has to say, a line each: empty when the consumer compiles with these types. */
  complaints(types: string): readonly string[] {
    const known = this.#known.get(types)
    if (known !== undefined) return known
    const found = this.#compile(types)
    this.#known.set(types, found)
    return found
  }

  #compile(types: string): readonly string[] {
    this.#types = types
    const program = ts.createProgram([this.#consumerFile], this.#options, this.#host, this.#program)
    this.#program = program
    const found = [this.#consumerFile, this.#typesFile].flatMap((name) => {
      const file = program.getSourceFile(name)
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    })
    return [...program.getGlobalDiagnostics(), ...program.getOptionsDiagnostics(), ...found].map(asLine)
  }
}

/** The strictness of this project, without the types of Node: the consumer is a web page. */
function projectOptions(): ts.CompilerOptions {
  const { config, error } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: unknown }
    error?: ts.Diagnostic
  }
  if (error !== undefined) throw new Error(asLine(error))
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  return { ...options, types: [] }
}

function asLine({ file, start, messageText }: ts.Diagnostic): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1
  const [text = ''] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')
  return `${file?.fileName.split('/').slice(-2).join('/') ?? ''}:${String(line)} ${text}`
}

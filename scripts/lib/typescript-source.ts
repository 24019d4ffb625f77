import { format } from 'prettier'

const header = '// Generated from the contract. Do not edit: change specs/ and run "npm run generate".\n'

/** Formats generated TypeScript and says on its first line that it is generated. */
export async function typescriptSource(code: string): Promise<string> {
  return format(`${header}\n${code}`, {
    parser: 'typescript',
    semi: false,
    singleQuote: true,
    printWidth: 110,
  })
}

/** The name of a provider's function: `fal-relay` becomes `falRelay`. */
export function identifier(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase())
}

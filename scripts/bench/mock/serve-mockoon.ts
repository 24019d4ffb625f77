// Mockoon's server on the same contract. Usage: <contract> <port>
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

interface Mockoon {
  readonly OpenApiConverter: new () => {
    convertFromOpenAPI(spec: string, port: number): Promise<Environment | null>
  }
  readonly MockoonServer: new (
    environment: Environment,
    options?: object,
  ) => {
    on(event: string, listener: () => void): void
    start(): void
  }
}
interface Environment {
  port: number
  hostname: string
}

const [, , file = '', port = ''] = process.argv
const load = createRequire(new URL('../../../node_modules/.cache/mockoon/package.json', import.meta.url))
// Installed at the first run of this benchmark, without types.
const { OpenApiConverter } = load('@mockoon/commons') as Mockoon
const { MockoonServer } = load('@mockoon/commons-server') as Mockoon
const environment = await new OpenApiConverter().convertFromOpenAPI(readFileSync(file, 'utf8'), Number(port))
if (environment === null) throw new Error(`Mockoon cannot convert ${file}.`)
environment.port = Number(port)
environment.hostname = '127.0.0.1'
const server = new MockoonServer(environment)
// Without a listener an error would end the process.
server.on('error', () => undefined)
server.start()

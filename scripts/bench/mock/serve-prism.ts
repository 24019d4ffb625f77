// Prism's own HTTP server, as a library and without a word of logging. Usage: <contract> <port>
import { createLogger } from '@stoplight/prism-core'
import { getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { createServer } from '@stoplight/prism-http-server'

const [, , file = '', port = ''] = process.argv
const operations = await getHttpOperationsFromSpec(file)
// Its type is pino's, which brings none.
const logger: unknown = createLogger('prism', { level: 'silent' })
const server = createServer(operations, {
  components: { logger },
  cors: true,
  config: {
    isProxy: false,
    upstreamProxy: undefined,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    mock: { dynamic: false },
  },
})
await server.listen(Number(port), '127.0.0.1')

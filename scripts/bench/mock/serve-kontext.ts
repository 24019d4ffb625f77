// Our mock with its journal, and with a fault planned that waits for another request. Usage: <folder> <port> <engine>
import { startMockServer } from 'kontext-mocks'

const [, , contracts = '', port = '', engine = ''] = process.argv
const server = await startMockServer({
  contracts,
  port: Number(port),
  engine: engine === 'fast' ? 'fast' : 'prism',
})
server.next({ name: 'fails', provider: 'fal', operation: 'submit', session: 'somebody-else' })

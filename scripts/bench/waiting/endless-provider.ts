// A provider that takes every edit and ends none. Tells its port over IPC.
import { createServer } from 'node:http'

let submits = 0
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    const submitted = request.method === 'POST'
    response.writeHead(submitted ? 200 : 400, { 'content-type': 'application/json' })
    response.end(
      submitted
        ? `{"status":"IN_QUEUE","request_id":"job-${submits++}"}`
        : '{"detail":"Request is still in progress"}',
    )
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0)
})
// Ends with the one who measures, however that ends.
process.on('disconnect', () => process.exit())

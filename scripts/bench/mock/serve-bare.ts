// The baseline: Node's HTTP server that parses a body and answers with a constant. Usage: <file> <port>
import { createServer } from 'node:http'

const answer = JSON.stringify({
  status: 'IN_QUEUE',
  request_id: '764cabcf-b745-4b3e-ae38-1200304cf45b',
  queue_position: 0,
})

createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString())
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
      .end(answer)
  })
}).listen(Number(process.argv[3]), '127.0.0.1')

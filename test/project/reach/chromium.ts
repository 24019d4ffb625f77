import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { startChromium } from '../../chromium-browser.ts'

/**
 * Bundles the program for browsers, runs it in Chromium, and gives what it said. The page's own server passes the
 * API on to the mock, as a site does that keeps its key to itself.
 */
export async function inChromium(directory: string, mockUrl: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { edit } from './edit.js'
        globalThis.answer = edit(location.origin + '/fal')`,
      resolveDir: directory,
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  })
  const script = outputFiles[0]?.text ?? ''
  const server = createServer((incoming, response) => {
    if (incoming.url === '/') response.setHeader('content-type', 'text/html').end('<title>edit</title>')
    else passOn(incoming, response, mockUrl)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const browser = await startChromium()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(120_000)
    await page.goto(`http://127.0.0.1:${String(port)}/`)
    await page.addScriptTag({ content: script, type: 'module' })
    await page.waitForFunction('"answer" in globalThis')
    return await page.evaluate('globalThis.answer')
  } finally {
    await browser.close()
    server.close()
    server.closeAllConnections()
  }
}

function passOn(incoming: IncomingMessage, response: ServerResponse, mockUrl: string): void {
  const { method, url = '/' } = incoming
  // The mock refuses pages of other sites.
  const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => name !== 'origin'))
  const onward = request(new URL(url, mockUrl), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  incoming.pipe(onward)
}

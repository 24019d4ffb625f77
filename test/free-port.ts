import { createServer } from 'node:net'

/** A base URL nobody answers at: no test and no system takes ports this low. */
export const nobodysUrl = 'http://127.0.0.1:2'

/** Opens something on a port that was free a moment ago; takes another one where somebody was faster. */
export async function onFreePort<T>(open: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await open(await freePort())
    } catch (error) {
      if (attempt === 5 || !String(error).includes('EADDRINUSE')) throw error
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

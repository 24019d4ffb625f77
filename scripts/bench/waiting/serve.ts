// Mocks of one seed, so that each client meets jobs of the same durations. Usage: <median ms> <linger ms>…
import { startMockServer } from 'kontext-mocks'

const [, , medianMs = '', ...lingers] = process.argv
const addresses: object[] = []
for (const linger of lingers) {
  const server = await startMockServer({
    engine: 'fast',
    time: 'real',
    seed: 'waiting',
    medianMs: Number(medianMs),
    streamLingerMs: Number(linger),
  })
  addresses.push({ url: server.url, token: server.token })
}
process.send?.(addresses)
// Ends with the one who measures, however that ends.
process.on('disconnect', () => process.exit())

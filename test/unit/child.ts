// A process of its own, started by tests: submits an edit and tells its handle, or aborts one in some phase.
import { createKontext, fal } from 'kontext-sdk'

const [does = '', baseUrl = ''] = process.argv.slice(2)
const kontext = createKontext(fal({ apiKey: 'k', baseUrl }))
const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const controller = new AbortController()
const abort = () => controller.abort(new Error('the caller has left'))
const startedAt = () => Math.round(performance.now())

// The parent is a listener of this process; it must not be what keeps it.
process.channel?.unref()
if (does === 'abort-in-submit') setTimeout(abort, 300)
try {
  await kontext.edit(input, {
    signal: controller.signal,
    onEvent: (event) => {
      if (event.type !== 'submitted') return
      process.send?.(JSON.stringify(event.handle))
      if (does === 'abort') setTimeout(abort, 50)
    },
  })
} catch (error) {
  process.send?.(JSON.stringify({ settled: String(error), at: startedAt() }))
}

// fal's own client as it is published, with the options it has for waiting.
import { createFalClient } from '@fal-ai/client'
import { judgedPlace, patience, prompt } from './place.ts'

const { baseUrl, key, image } = judgedPlace()
const fal = createFalClient({
  credentials: key,
  requestMiddleware: (request) =>
    Promise.resolve({ ...request, url: request.url.replace('https://queue.fal.run', baseUrl) }),
})
const { data } = await fal.subscribe('fal-ai/flux-pro/kontext/max', {
  input: { prompt, image_url: image },
  pollInterval: 200,
  timeout: patience.editMs,
})
if (data.images.length === 0) throw new Error('There is no image.')
for (const { url } of data.images) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The image got ${response.status}.`)
  await response.arrayBuffer()
}

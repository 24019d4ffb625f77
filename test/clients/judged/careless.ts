// A client with the mistakes people make first: it submits until it gets a ticket, goes where the ticket says with its
// key, waits for no one, knows two states and no end of its patience.
import { judgedPlace, prompt } from './place.ts'

const { baseUrl, key, image } = judgedPlace()
const headers = { authorization: `Key ${key}`, 'content-type': 'application/json' }

async function ask(url: string, init?: RequestInit): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = await fetch(url, { headers, ...init }).then(
      async (response) => (response.status < 429 ? ((await response.json()) as unknown) : undefined),
      () => undefined,
    )
    if (typeof answer === 'object' && answer !== null) return { ...answer }
    await pause()
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}

const ticket = await ask(`${baseUrl}/fal-ai/flux-pro/kontext/max`, {
  method: 'POST',
  body: JSON.stringify({ prompt, image_url: image }),
})
while ((await ask(String(ticket['status_url'])))['status'] !== 'COMPLETED') await pause()
const { images } = await ask(String(ticket['response_url']))
for (const one of Array.isArray(images) ? (images as readonly { readonly url: string }[]) : [])
  await fetch(one.url, { headers })

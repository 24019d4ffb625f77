// One client among several: `workerData` says where the mock is, who it is, and how many jobs it wants.
import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

const { url, label, jobs } = workerData as { url: string; label: string; jobs: number }
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const model = '/fal/fal-ai/flux-pro/kontext/max'

function ask(path: string, body?: object): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Key mock:/${label}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const call = request(
      `${url}${path}`,
      { agent, headers, method: body === undefined ? 'GET' : 'POST' },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      },
    )
    call.once('error', reject)
    call.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const mine = new Map<string, string>()
const wrong: string[] = []
for (let nth = 0; nth < jobs; nth += 1) {
  const prompt = `${label} wants donut ${nth}`
  const { text } = await ask(model, { prompt, image_url: 'https://example.com/flour.png' })
  const id = /"request_id":"([^"]+)"/.exec(text)?.[1] ?? ''
  if (id === '' || mine.has(id)) wrong.push(`${prompt}: ${text}`)
  mine.set(id, prompt)
  // Whole edits now and then, a look at some others.
  const looks = nth % 20 === 0 ? 4 : nth % 4 === 1 ? 1 : 0
  for (let look = 0; look < looks; look += 1) await ask(`/fal/fal-ai/flux-pro/requests/${id}/status`)
  if (nth % 20 === 0) {
    const result = await ask(`/fal/fal-ai/flux-pro/requests/${id}`)
    if (!result.text.includes(JSON.stringify(prompt))) wrong.push(`${prompt}: ${result.text}`)
  }
}
agent.destroy()
parentPort?.postMessage({ label, ids: [...mine.keys()], wrong })

// Replicate's own client as it is published. Its protocol is none of the mock's; that of the task provider has the same
// requests under other names. What is judged is what the client does about answers: its waiting and its repeating.
import Replicate, { type FileOutput } from 'replicate'
import { judgedPlace, patience, prompt } from './place.ts'

const { baseUrl, key, image } = judgedPlace()
const taskPath = '/model/v1/generation'
const states: Readonly<Record<string, string>> = {
  pending: 'starting',
  in_progress: 'processing',
  completed: 'succeeded',
}

const home = 'https://replicate.invalid'
const replicate = new Replicate({ auth: key, baseUrl: home, fetch: renamed })
const output = await replicate.run('black-forest-labs/flux-kontext-max', {
  input: { prompt, input_image: image },
  wait: { mode: 'poll', interval: 200 },
  signal: AbortSignal.timeout(patience.editMs),
})
if (!Array.isArray(output) || output.length === 0) throw new Error('There is no image.')
// It makes files of addresses that are encrypted only.
for (const file of output as readonly (FileOutput | string)[]) {
  if (typeof file !== 'string') await file.blob()
  else if (!(await fetch(file)).ok) throw new Error('The image is not there.')
}

/** The same request and the same answer, in the words of the task provider. */
async function renamed(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input)
  if (url.origin !== home) return fetch(url, init)
  const id = /^\/predictions\/([^/]+)$/.exec(url.pathname)?.[1]
  const submits = url.pathname.endsWith('/flux-kontext-max/predictions')
  if (id === undefined && !submits) return new Response('A task cannot be canceled.', { status: 404 })
  const path = id === undefined ? taskPath : `${taskPath}/task/${id}`
  const sent: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
  const params = typeof sent === 'object' && sent !== null && 'input' in sent ? sent.input : undefined
  const body = JSON.stringify({ model: 'flux_kontext_max', input: [{ params }] })
  const response = await fetch(baseUrl + path, { ...init, ...(submits ? { body } : {}) })
  if (!response.ok) return response
  return new Response(inOtherWords(await response.text()), response)
}

function inOtherWords(text: string): string {
  const answer: unknown = JSON.parse(text)
  if (typeof answer !== 'object' || answer === null) return text
  const status = 'status' in answer ? String(answer.status) : ''
  const urls = [...JSON.stringify('output' in answer ? answer.output : '').matchAll(/"url":"([^"]*)"/g)]
  return JSON.stringify({ ...answer, status: states[status] ?? status, output: urls.map(([, url]) => url) })
}

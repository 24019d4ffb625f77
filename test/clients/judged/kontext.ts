// Our own client, as its README shows it.
import { createKontext, providers } from 'kontext-sdk'
import { judgedPlace, patience, prompt } from './place.ts'

const { baseUrl, key, image } = judgedPlace()
const id = process.env['KONTEXT_MOCK_PROVIDER']
const provide = Object.entries(providers).find(([name]) => name === id)?.[1]
if (provide === undefined) throw new Error(`There is no provider ${String(id)}.`)
const kontext = createKontext(provide({ baseUrl, apiKey: key }), {
  timeoutMs: patience.editMs,
  requestTimeoutMs: patience.answerMs,
  stream: process.env['KONTEXT_MOCK_FAULT']?.startsWith('stream-') === true,
})
// Who wants to hear of a job has it looked at; otherwise its result is asked for, and faults of looks are not met.
const { images } = await kontext.edit({ prompt, image }, { onEvent: () => undefined })
for (const one of images) await one.bytes()

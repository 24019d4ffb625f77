import { arrayAt, isObject } from '../../../scripts/lib/json.ts'
import { documentFile, evidenceFile, normalizedDocument, property, schema, yamlBlock } from '../support.ts'
import {
  asText,
  descriptors,
  digits,
  dropped,
  has,
  is,
  json,
  max,
  pro,
  queue,
  relay,
  said,
  text,
  told,
  type Quirk,
} from './quirk.ts'

const chinese = /\p{Script=Han}/u

/** The quirks that documents 000 and 001 have in common, at the lines of each. */
export function relayQuirks(
  number: '000' | '001',
  lines: { orders: number; answer: number; headers: number; name: number; end: number },
): Quirk[] {
  const model = number === '000' ? 'MaxInput' : 'ProInput'
  const operation = number === '000' ? max : pro
  const body = `/components/schemas/${model}/properties`
  const page = number === '000' ? 'api-309292279' : 'api-309256309'
  return [
    {
      quirk: `${number}-1`,
      says: 'the description stands in a fence of a Markdown export: the one block is read, from line 6',
      holds: () => yamlBlock(number).firstLine === 6 && yamlBlock(number).text.startsWith('openapi: 3.0.1\n'),
    },
    {
      quirk: `${number}-2`,
      says: 'title and description are empty: left out and listed, the title is ours',
      holds: () =>
        dropped('fal-relay', number, 8, 'says-nothing') &&
        dropped('fal-relay', number, 9, 'says-nothing') &&
        is(relay('/info/title'), 'FLUX.1 Kontext at fal-compatible relay'),
    },
    {
      quirk: `${number}-3`,
      says: 'the path begins with /BASE_URL: stripped, and a server with a variable stands in',
      holds: () =>
        told(number, 'placeholder-path', 12) &&
        isObject(relay(operation)) &&
        !text('fal-relay').includes('BASE_URL') &&
        is(relay('/servers/0/url'), '{baseUrl}') &&
        isObject(relay('/servers/0/variables/baseUrl')),
    },
    {
      quirk: `${number}-4`,
      says: 'the texts are Chinese: translated, the originals stand in the evidence',
      holds: () =>
        !chinese.test(text('fal-relay')) &&
        [
          'prompt',
          'seed',
          'guidance_scale',
          'num_images',
          'safety_tolerance',
          'output_format',
          'aspect_ratio',
        ].every((field) => chinese.test(asText(said('fal-relay', `${body}/${field}/description`)?.replaced))),
    },
    {
      quirk: `${number}-5`,
      says: 'Authorization and Content-Type are header parameters, which OpenAPI ignores: a security scheme instead',
      holds: () =>
        told(number, 'ignored-header', 20) &&
        told(number, 'ignored-header', 27) &&
        relay(`${operation}/parameters`) === undefined &&
        is(relay('/components/securitySchemes/bearer'), { type: 'http', scheme: 'bearer' }),
    },
    {
      quirk: `${number}-6`,
      says: 'the key is a placeholder in double braces: gone',
      holds: () => documentFile(number).text.includes('{{API_KEY}}') && !text('fal-relay').includes('{{'),
    },
    {
      quirk: `${number}-7`,
      says: 'the body is not said to be required, though it has required fields: it is',
      holds: () =>
        told(number, 'required-body') &&
        is(relay(`${operation}/requestBody/required`), true) &&
        said('fal-relay', `${operation}/requestBody/required`)?.rule === 'required-body',
    },
    {
      quirk: `${number}-10`,
      says: 'sync_mode promises the image in the answer, which is always a ticket: reworded',
      holds: () =>
        is(relay(`${body}/sync_mode/description`), 'If true, the result carries the image as a data URI.') &&
        asText(said('fal-relay', `${body}/sync_mode/description`)?.reason).includes('always a ticket'),
    },
    {
      quirk: `${number}-11`,
      says: 'safety_tolerance is digits in strings: kept, our number becomes a string on the way',
      holds: () =>
        has(relay(`${body}/safety_tolerance`), { type: 'string', enum: digits, default: '2' }) &&
        descriptors['fal-relay'].options.safetyTolerance?.as === 'string',
    },
    {
      quirk: `${number}-14`,
      says: 'enhance_prompt is missing: upstream has it, this provider is not said to',
      holds: () =>
        relay(`${body}/enhance_prompt`) === undefined &&
        descriptors['fal-relay'].options.upsamplePrompt === undefined &&
        is(property('fal', model, 'enhance_prompt')['type'], 'boolean'),
    },
    {
      quirk: `${number}-15`,
      says: 'only a 200 is described: the errors are there, marked as inferred',
      holds: () =>
        ['401', '403', '422', '429', '500'].every((status) =>
          isObject(relay(`${operation}/responses/${status}`)),
        ) && is(relay('/components/responses/Unauthorized/x-evidence'), 'inferred'),
    },
    {
      quirk: `${number}-16`,
      says: 'the status is any text: the three words it takes, known from upstream',
      holds: () =>
        is(relay('/components/schemas/Ticket/properties/status/enum'), [
          'IN_QUEUE',
          'IN_PROGRESS',
          'COMPLETED',
        ]) && is(relay('/components/schemas/Ticket/properties/status/x-evidence-of'), { enum: 'public' }),
    },
    {
      quirk: `${number}-17`,
      says: 'queue_position is required, though only a waiting job has one: required there alone',
      holds: () =>
        !arrayAt(schema('fal-relay', 'Ticket'), 'required').includes('queue_position') &&
        arrayAt(schema('fal-relay', 'StatusQueued'), 'required').includes('queue_position') &&
        property('fal-relay', 'StatusRunning', 'queue_position')['type'] === undefined &&
        is(relay(`${queue}~1status/get/responses/202/${json}/schema`), {
          oneOf: [
            { $ref: '#/components/schemas/StatusQueued' },
            { $ref: '#/components/schemas/StatusRunning' },
          ],
        }),
    },
    {
      quirk: `${number}-18`,
      says: 'the URLs of the example name a foreign host: kept on purpose, and the reason says so',
      holds: () =>
        ['response_url', 'status_url', 'cancel_url'].every((field) => {
          const pointer = `${operation}/responses/200/${json}/example/${field}`
          return (
            asText(relay(pointer)).startsWith('https://queue.fal.run/') &&
            asText(said('fal-relay', pointer)?.reason).includes('Their host stays')
          )
        }),
    },
    {
      quirk: `${number}-19`,
      says: 'the URLs of the example name the app flux-1: corrected to flux-pro, the original stands in the evidence',
      holds: () =>
        !text('fal-relay').includes('flux-1/') &&
        ['response_url', 'status_url', 'cancel_url'].every((field) => {
          const pointer = `${operation}/responses/200/${json}/example/${field}`
          return (
            asText(relay(pointer)).includes('/fal-ai/flux-pro/requests/') &&
            asText(said('fal-relay', pointer)?.replaced).includes('/fal-ai/flux-1/requests/')
          )
        }),
    },
    {
      quirk: `${number}-20`,
      says: 'the editor left its bookkeeping: out of the contract, the page it came from stays on record',
      holds: () =>
        !text('fal-relay').includes('apifox') &&
        [lines.orders, lines.answer, lines.name, lines.end - 8, lines.end - 7, lines.end - 6].every((line) =>
          dropped('fal-relay', number, line, 'vendor-extension'),
        ) &&
        evidenceFile('fal-relay').dropped.some(
          ({ line, what }) => line === lines.end - 6 && what.includes(`/3868318/apis/${page}`),
        ),
    },
    {
      quirk: `${number}-21`,
      says: 'headers are an empty object: left out and listed',
      holds: () =>
        dropped('fal-relay', number, lines.headers, 'says-nothing') &&
        relay(`${operation}/responses/200/headers`) === undefined,
    },
    {
      quirk: `${number}-22`,
      says: 'security is an empty list though a key is needed: bearer, known from the header in disguise',
      holds: () =>
        dropped('fal-relay', number, lines.end - 9, 'empty-security') &&
        is(relay('/security'), [{ bearer: [] }]) &&
        is(normalizedDocument(number).tree['security'], [{ bearer: [] }]) &&
        relay(`${operation}/security`) === undefined,
    },
    {
      quirk: `${number}-23`,
      says: 'components and servers are empty and everything stands inline: hoisted, one ticket for both endpoints',
      holds: () =>
        dropped('fal-relay', number, lines.end - 4, 'says-nothing') &&
        dropped('fal-relay', number, lines.end - 2, 'says-nothing') &&
        is(relay(`${operation}/requestBody/${json}/schema`), { $ref: `#/components/schemas/${model}` }) &&
        is(relay(`${operation}/responses/200/${json}/schema`), { $ref: '#/components/schemas/Ticket' }),
    },
    {
      quirk: `${number}-24`,
      says: 'the operation has no id: it has one that follows from the model',
      holds: () =>
        !documentFile(number).text.includes('operationId') &&
        is(relay(`${operation}/operationId`), number === '000' ? 'submitMax' : 'submitPro'),
    },
    {
      quirk: `${number}-25`,
      says: 'there is no way to look at a job, to fetch its result or to cancel it: there is, marked with its evidence',
      holds: () =>
        is(relay(`${queue}~1status/get/x-evidence`), 'public') &&
        is(relay(`${queue}/get/x-evidence`), 'public') &&
        is(relay(`${queue}~1cancel/put/x-evidence`), 'inferred'),
    },
  ]
}

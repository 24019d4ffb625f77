import { arrayAt, at, isObject, objectAt, type Json } from '../../../scripts/lib/json.ts'
import { documentFile, evidenceAt, normalizedDocument, parsedDocument, pointed } from '../support.ts'
import { descriptors, digits, has, is, json, max, pro, relay, said, text, type Quirk } from './quirk.ts'

const page002 = parsedDocument('002')
const body002 = (pointer: string): Json | undefined =>
  pointed(page002.tree, `${max}/requestBody/${json}${pointer}`)
const answer002 = (pointer: string): Json | undefined =>
  pointed(page002.tree, `${max}/responses/200/${json}${pointer}`)

export const document002: Quirk[] = [
  {
    quirk: '002-1',
    says: 'it is a flattened page, no OpenAPI: read into an operation with nine parameters',
    holds: () => Object.keys(objectAt(body002('/schema/properties'))).length === 9,
  },
  {
    quirk: '002-2',
    says: 'tokens are glued together: method, path, key, example and the last required flag come apart',
    holds: () =>
      isObject(pointed(page002.tree, max)) &&
      is(pointed(page002.tree, `${max}/parameters/1/example`), 'Bearer {{YOUR_API_KEY}}') &&
      isObject(body002('/example')) &&
      arrayAt(answer002('/schema'), 'required').includes('queue_position'),
  },
  {
    quirk: '002-3',
    says: 'the names of code boxes stand between the lines: neither a field nor a remark',
    holds: () =>
      !/"(?:text|bash|json|Shell)"/.test(JSON.stringify(page002.tree)) &&
      ![6, 17, 118, 119, 137, 156].some((line) => page002.diagnostics.some((item) => item.line === line)),
  },
  {
    quirk: '002-4',
    says: 'the descriptions are a text of the translator: no descriptions',
    holds: () =>
      !JSON.stringify(page002.tree).includes('provider-specific') &&
      Object.values(objectAt(body002('/schema/properties'))).every(
        (item) => at(item, 'description') === undefined,
      ),
  },
  {
    quirk: '002-5',
    says: 'bounds are lines such as ">= 1": a range, and a witness of that of 000',
    holds: () =>
      has(body002('/schema/properties/num_images'), { minimum: 1, maximum: 4 }) &&
      said('fal-relay', '/components/schemas/MaxInput/properties/num_images/minimum')?.witnesses.length === 1,
  },
  {
    quirk: '002-6',
    says: 'enum<string> is a string with an enumeration',
    holds: () =>
      has(body002('/schema/properties/safety_tolerance'), { type: 'string', enum: digits }) &&
      has(body002('/schema/properties/output_format'), { type: 'string', enum: ['jpeg', 'png'] }),
  },
  {
    quirk: '002-7',
    says: 'the example has one token a line: joined',
    holds: () => has(body002('/example'), { prompt: 'Put a donut next to the flour.', num_images: 1 }),
  },
  {
    quirk: '002-8',
    says: 'the ratio of the example is the word "string": removed',
    holds: () =>
      is(body002('/example/aspect_ratio'), 'string') &&
      isObject(relay(`${max}/requestBody/${json}/example`)) &&
      relay(`${max}/requestBody/${json}/example/aspect_ratio`) === undefined,
  },
  {
    quirk: '002-9',
    says: 'the sample request names no host: the server is the user’s to give',
    holds: () => is(relay('/servers/0/url'), '{baseUrl}') && descriptors['fal-relay'].servers.length === 0,
  },
  {
    quirk: '002-10',
    says: 'a green circle stands before the status: it is the status 200',
    holds: () =>
      isObject(answer002('/schema')) &&
      evidenceAt(page002, `${max}/responses/200`)?.line === 134 &&
      !text('fal-relay').includes('\u{1F7E2}'),
  },
  {
    quirk: '002-11',
    says: 'the answer is that of 000 and 001, down to the id: one example, three witnesses',
    holds: () =>
      is(
        answer002('/example'),
        pointed(normalizedDocument('000').tree, `${max}/responses/200/${json}/example`) ?? null,
      ) &&
      said('fal-relay', `${max}/responses/200/${json}/example/request_id`)?.witnesses.length === 1 &&
      is(
        relay(`${max}/responses/200/${json}/example`),
        relay(`${pro}/responses/200/${json}/example`) ?? null,
      ),
  },
  {
    quirk: '002-12',
    says: 'the file has no final line end: its last line is read',
    holds: () => documentFile('002').text.endsWith('}') && is(answer002('/example/queue_position'), 0),
  },
  {
    quirk: '002-13',
    says: 'the authorization is optional: it is not',
    holds: () =>
      is(pointed(page002.tree, `${max}/parameters/1/required`), false) &&
      is(normalizedDocument('002').tree['security'], [{ bearer: [] }]) &&
      is(relay('/security'), [{ bearer: [] }]),
  },
]

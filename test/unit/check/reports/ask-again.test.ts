import { renderHtml, renderJson, renderJunit, renderMarkdown, renderTerminal } from 'kontext-sdk/check'
import { describe, expect, test } from 'vitest'
import { sampleCase, sampleReport, unreachableReport } from './sample-report.ts'

const curl = `# costs one edit\ncurl -i -X POST https://queue.fal.run/fal-ai/flux-pro/kontext \\\n  -H "authorization: Key $FAL_KEY"`
const deviation = { message: 'm', want: 'w', got: 'g', exchange: 2, curl }
const report = sampleReport({
  cases: [
    sampleCase({
      ...{ id: 'lifecycle.submit', group: 'lifecycle', status: 'deviates' },
      deviations: [deviation, { ...deviation, message: 'n' }],
    }),
  ],
})

const formats = [
  {
    name: 'terminal',
    render: renderTerminal,
    times: 1,
    says: '      # costs one edit\n      $ curl -i -X POST ',
  },
  { name: 'Markdown', render: renderMarkdown, times: 1, says: `\n\`\`\`sh\n${curl}\n\`\`\`` },
  { name: 'JUnit', render: renderJunit, times: 1, says: '  # costs one edit\n  curl -i -X POST ' },
  {
    name: 'HTML',
    render: renderHtml,
    times: 1,
    says: '<pre class="command"># costs one edit\ncurl -i -X POST ',
  },
  { name: 'JSON', render: renderJson, times: 2, says: JSON.stringify(curl) },
]
test.each(formats)(
  'how to ask again stands in $name, price first, $times times',
  ({ render, times, says }) => {
    const text = render([report])
    expect(text).toContain(says)
    expect(text.split('curl -i').length - 1).toBe(times)
  },
)

test('a command among backticks stays one block of Markdown', () => {
  const tick = { ...deviation, curl: "curl -i --data-raw '```'" }
  const cases = [sampleCase({ id: 'auth.no-key', group: 'auth', status: 'deviates', deviations: [tick] })]
  expect(renderMarkdown([sampleReport({ cases })])).toContain("````sh\ncurl -i --data-raw '```'\n````")
})

describe('a server that was not reached', () => {
  const cases = [sampleCase({ id: 'auth.no-key', group: 'auth', status: 'skipped', reason: 'not reached' })]
  const unreached = unreachableReport({ cases })

  test('has its reason before the table in Markdown', () => {
    const text = renderMarkdown([unreached])
    expect(text.indexOf('ECONNREFUSED')).toBeLessThan(text.indexOf('| provider |'))
    expect(text.split('ECONNREFUSED').length).toBe(2)
  })
  test('has no table of cases in HTML, unless another was reached', () => {
    expect(renderHtml([unreached])).not.toContain('auth.no-key')
    expect(renderHtml([unreached, sampleReport()])).toContain('auth.no-key at chainhub: skipped')
  })
})

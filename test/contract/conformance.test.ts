import { providers } from 'kontext-sdk'
import { describeProvider } from '../conformance/suite.ts'
import { useMockServer } from './mock-server.ts'

const server = useMockServer()

for (const [id, make] of Object.entries(providers)) {
  describeProvider({
    id,
    make,
    baseUrl: () => server().baseUrl(id),
    mark: () => server().journal().length,
    seenSince: (mark) => server().journal().slice(mark),
    accepted: () => server().accepted(id),
  })
}

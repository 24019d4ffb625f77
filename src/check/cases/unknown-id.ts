/** An id of the form ids have, and of no job: version 4 of a UUID, which no server makes of zeros alone. (RFC 9562) */
export const unknownId = '00000000-0000-4000-8000-000000000000'

/** An id of another form. */
export const oddId = 'no-such-job'

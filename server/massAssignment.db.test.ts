import { expect, test } from 'vitest'
import { testApp } from './testing/app.ts'

const fixture = testApp()

interface Schema {
  type?: string
  properties?: Record<string, Schema>
  additionalProperties?: unknown
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

/** Places of a body that take properties nobody has named, by their paths; lists and alternatives included. */
function openPlaces(schema: Schema, path: string): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema
  const isOpen = (schema.type === 'object' || schema.properties) && schema.additionalProperties !== false
  return [
    ...(isOpen ? [path] : []),
    ...Object.entries(properties).flatMap(([name, member]) => openPlaces(member, `${path}/${name}`)),
    ...(items ? openPlaces(items, `${path}[]`) : []),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((choice) => openPlaces(choice, path)),
  ]
}

interface Documented {
  requestBody?: { content?: Record<string, { schema?: Schema }> }
}

test('no body takes a property it does not name, at any depth: nobody sets what the form does not offer', () => {
  const bodies = Object.entries(fixture.app.swagger().paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, Documented>).flatMap(([method, { requestBody }]) =>
      Object.values(requestBody?.content ?? {}).map(({ schema }) => ({
        name: `${method.toUpperCase()} ${path}`,
        schema,
      })),
    ),
  )
  expect(bodies.length).toBeGreaterThan(25)
  const open = bodies.flatMap(({ name, schema }) => (schema ? openPlaces(schema, name) : []))
  // Answers by the code of their question, each true or false.
  expect(open.filter((place) => !place.endsWith('/content/eligibilityAnswers'))).toEqual([])
})

test('a property that is not offered is refused, not dropped in silence', async () => {
  const registration = { email: 'anna@example.org' }
  for (const more of [
    { role: 'administrator' },
    { name: 'Anna' },
    { demo: true },
    { id: 'x' },
    { constructor: {} },
  ]) {
    const answer = await fixture.app.inject({
      method: 'POST',
      url: '/api/accounts',
      payload: { ...registration, ...more },
    })
    expect(answer.statusCode, JSON.stringify(more)).toBe(400)
  }
  expect(await fixture.db('account_registration').where({ email: registration.email })).toEqual([])
})

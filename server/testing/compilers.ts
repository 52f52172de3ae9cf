import { AjvCompiler } from '@fastify/ajv-compiler'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

const makeSerializers = SerializerSelector()
const serializers = new WeakMap<object, ReturnType<ReturnType<typeof makeSerializers>>>()

/**
 * Compiles each schema once for all test files, which each build the program: half a second a file. The
 * first keeps what it compiled by itself, as long as it is the same one that is asked.
 */
export const compilersFactory: Factories = {
  buildValidator: AjvCompiler(),
  buildSerializer: (externalSchemas, options) => {
    const compile = makeSerializers(externalSchemas, options)
    return (route) => {
      const schema = route.schema as object
      const serializer = serializers.get(schema) ?? compile(route)
      serializers.set(schema, serializer)
      return serializer
    }
  },
}

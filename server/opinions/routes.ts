import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Context } from '../context.ts'
import { openStored, sendFile } from '../files/serving.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { readCallVoice } from './awards.ts'
import { findOpinionFile } from './files.ts'
import { listPublicOpinions, readDistrictVoice, readOpinion, readSpaceVoice } from './reading.ts'
import {
  CallVoice,
  DistrictPath,
  DistrictVoice,
  Opinion,
  OpinionFilePath,
  OpinionFilters,
  OpinionList,
  OpinionPath,
  SpacePath,
  SpaceVoice,
} from './schema.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })
const tags = ['opinions']

/** What everybody reads of what Municipi were asked, said and proposed. */
export const opinionRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  app.get(
    '/api/opinions',
    {
      schema: {
        tags,
        summary: 'Opinions of Municipi that are public',
        querystring: OpinionFilters,
        response: { 200: OpinionList, ...problems },
      },
    },
    (request) => listPublicOpinions(db, request.query),
  )
  app.get(
    '/api/opinions/:id',
    {
      schema: {
        tags,
        summary: 'One opinion, with the votes of its sitting',
        params: OpinionPath,
        querystring: NoQuery,
        response: { 200: Opinion, ...problems },
      },
    },
    (request) => readOpinion(db, request.params.id, 'public'),
  )
  app.get(
    '/api/opinions/:id/files/:fileId',
    {
      schema: {
        tags,
        params: OpinionFilePath,
        querystring: NoQuery,
        response: { 200: Bytes, ...problems },
      },
    },
    async ({ params }, reply) => {
      const file = await findOpinionFile(db, params, 'public')
      return sendFile(reply, file, await openStored(config.varDir, file.sha256))
    },
  )
  app.get(
    '/api/districts/:number/voice',
    {
      schema: {
        tags,
        summary: 'What a Municipio was asked, what it said, and what it proposes for spaces',
        params: DistrictPath,
        querystring: NoQuery,
        response: { 200: DistrictVoice, ...problems },
      },
    },
    (request) => readDistrictVoice(db, request.params.number),
  )
  app.get(
    '/api/spaces/:code/voice',
    {
      schema: {
        tags,
        summary: 'Purposes and opinions of Municipi about a space',
        params: SpacePath,
        querystring: NoQuery,
        response: { 200: SpaceVoice, ...problems },
      },
    },
    (request) => readSpaceVoice(db, request.params.code),
  )
  app.get(
    '/api/calls/:code/voice',
    {
      schema: {
        tags,
        summary: 'Opinions of Municipi about a call, purposes of its spaces, and whether who won matched',
        params: SpacePath,
        querystring: NoQuery,
        response: { 200: CallVoice, ...problems },
      },
    },
    (request) => readCallVoice(db, request.params.code),
  )
}

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Language } from '../accounts/words.ts'
import type { Context } from '../context.ts'
import { PaperQuery } from '../documents/schema.ts'
import { NotFoundError, textReplies } from '../http/problem.ts'
import { findAnnouncement, listAnnouncements } from './announcements.ts'
import { writeFeed } from './atom.ts'
import { type Publication, writeCalendar } from './calendar.ts'
import { CallPath } from './schema.ts'

/** Kept by readers and asked for again each time: the tag of the answer says whether it changed. */
const send = (reply: FastifyReply, contentType: string, text: string) =>
  reply.type(contentType).header('cache-control', 'no-cache').send(text)

const calendarType = 'text/calendar; charset=utf-8'

/** Calendars and a feed of the calls, for programs that subscribe. */
export const feedRoutes: FastifyPluginAsyncTypebox<Context> = async (app, { db, config }) => {
  const publication = (language: Language = 'it'): Publication => ({
    publicUrl: config.publicUrl,
    language,
    demo: config.demo,
  })

  app.get(
    '/api/calls.ics',
    {
      schema: {
        tags: ['calls'],
        summary: 'Openings, deadlines, ends of questions and visits of all calls, as iCalendar',
        querystring: PaperQuery,
        response: textReplies('text/calendar'),
      },
    },
    async ({ query }, reply) =>
      send(reply, calendarType, writeCalendar(await listAnnouncements(db), publication(query.language))),
  )

  app.get(
    '/api/calls/:code.ics',
    {
      schema: {
        tags: ['calls'],
        summary: 'The same of one call',
        params: CallPath,
        querystring: PaperQuery,
        response: textReplies('text/calendar'),
      },
    },
    async ({ params, query }, reply) => {
      const call = await findAnnouncement(db, params.code)
      if (!call) throw new NotFoundError(`There is no call "${params.code}".`)
      return send(reply, calendarType, writeCalendar([call], publication(query.language)))
    },
  )

  app.get(
    '/api/calls.atom',
    {
      schema: {
        tags: ['calls'],
        summary: 'Calls as an Atom feed, the one that changed last first',
        querystring: PaperQuery,
        response: textReplies('application/atom+xml'),
      },
    },
    async ({ query }, reply) =>
      send(
        reply,
        'application/atom+xml; charset=utf-8',
        writeFeed(await listAnnouncements(db), publication(query.language)),
      ),
  )
}

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { TObject, TProperties } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { splittingLists } from '../http/query.ts'
import { NoticePath, NoticeRecord } from '../notices/schema.ts'
import { awardSpace } from './awarding.ts'
import { pauseCompletion, resumeCompletion } from './completionClock.ts'
import { act, admit, answer, askCompletion, close, exclude, note, take } from './decisions.ts'
import { recordOnPaper } from './delivery.ts'
import { readDeskRequest } from './desk.ts'
import { identify } from './identification.ts'
import { readQueue } from './queue.ts'
import { openRestricted } from './restricted.ts'
import {
  Admit,
  Answer,
  Award,
  Close,
  DeskRequest,
  Exclude,
  Identify,
  Note,
  PauseCompletion,
  Queue,
  QueueQuery,
  type RequestAction,
  RequestCompletion,
  RequestPath,
  Restricted,
  RestrictedOpening,
  ResumeCompletion,
  Take,
} from './schema.ts'

const schemaOf = <Properties extends TProperties>(body: TObject<Properties>) => ({
  schema: { params: RequestPath, body, response: { 200: DeskRequest, ...problems } },
})

/** What the property office does with requests. */
export const deskRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db, config } = context
  guard(app, 'examineRequests')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  type Addressed = FastifyRequest<{ Params: { id: string }; Body: { version: number } }>
  const show = (request: FastifyRequest, id: string) =>
    readDeskRequest(db, { id, accountId: personOf(request).account.id, demo: config.demo })
  /** Does an action and answers with the request as it then stands. */
  const decide = async (
    request: FastifyRequest,
    action: RequestAction,
    apply?: Parameters<typeof act>[5],
  ) => {
    const { params, body } = request as Addressed
    await act(context, personOf(request), params.id, action, body.version, apply)
    return show(request, params.id)
  }

  app.get(
    '/api/desk/requests',
    {
      schema: { querystring: QueueQuery, response: { 200: Queue, ...problems } },
      preValidation: splittingLists(QueueQuery),
    },
    (request) => readQueue(db, request.query, personOf(request).account.id),
  )

  app.get(
    '/api/desk/requests/:id',
    { schema: { params: RequestPath, response: { 200: DeskRequest, ...problems } } },
    (request) => show(request, request.params.id),
  )

  const path = '/api/desk/requests/:id'
  app.post(
    `${path}/restricted`,
    { schema: { params: RequestPath, body: RestrictedOpening, response: { 200: Restricted, ...problems } } },
    (request) => openRestricted(context, personOf(request), request.params.id, request.body.reason),
  )
  app.post(`${path}/take`, schemaOf(Take), (request) => decide(request, 'take', take))
  app.post(`${path}/identify`, schemaOf(Identify), (request) =>
    decide(request, 'identify', identify(request.body)),
  )
  app.post(`${path}/admit`, schemaOf(Admit), (request) => decide(request, 'admit', admit))
  app.post(`${path}/requestCompletion`, schemaOf(RequestCompletion), (request) =>
    decide(request, 'requestCompletion', askCompletion(request.body)),
  )
  app.post(`${path}/pauseCompletion`, schemaOf(PauseCompletion), (request) =>
    decide(request, 'pauseCompletion', pauseCompletion(request.body.reason)),
  )
  app.post(`${path}/resumeCompletion`, schemaOf(ResumeCompletion), (request) =>
    decide(request, 'resumeCompletion', resumeCompletion),
  )
  app.post(`${path}/exclude`, schemaOf(Exclude), (request) =>
    decide(request, 'exclude', exclude(request.body)),
  )
  app.post(`${path}/note`, schemaOf(Note), (request) => decide(request, 'note', note(request.body.message)))
  app.post(`${path}/answer`, schemaOf(Answer), (request) =>
    decide(request, 'answer', answer(request.body.message)),
  )
  app.post(`${path}/close`, schemaOf(Close), (request) => decide(request, 'close', close(request.body)))
  app.post(
    '/api/desk/notices/:id',
    { schema: { params: NoticePath, body: NoticeRecord, response: { 200: DeskRequest, ...problems } } },
    async (request) => {
      const { params, body } = request
      const requestId = await recordOnPaper(context, personOf(request), params.id, body)
      return show(request, requestId)
    },
  )
  app.post(`${path}/award`, schemaOf(Award), (request) => decide(request, 'award', awardSpace(request.body)))
}

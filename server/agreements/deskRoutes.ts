import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { TObject, TProperties } from 'typebox'
import { guard, personOf } from '../accounts/guard.ts'
import type { Context } from '../context.ts'
import { problems } from '../http/problem.ts'
import { NoQuery } from '../http/schema.ts'
import { listAgreements, readAgreement } from './agreementReading.ts'
import { acceptForThem } from './answering.ts'
import { awardByRanking } from './awarding.ts'
import { readDeskAward } from './awardReading.ts'
import { readCallAwards } from './callAwards.ts'
import { recordAid, recordCheck } from './checking.ts'
import { writeAgreement } from './document.ts'
import { readDue } from './due.ts'
import { cancel, extend, handOver, leadAgreement, sign, takeBack, terminate } from './leading.ts'
import { addMilestone, recordFact } from './milestones.ts'
import { prepareAgreement, saveTerms } from './preparing.ts'
import { revokeAward } from './revoking.ts'
import {
  AcceptForThem,
  AgreementPath,
  AgreementQuery,
  AgreementTerms,
  AwardPath,
  CallAwards,
  CallAwardsPath,
  CancelAgreement,
  DeskAgreement,
  DeskAgreements,
  DeskAward,
  ExtendAgreement,
  HandOver,
  MilestonePath,
  NewFact,
  NewMilestone,
  RankedAward,
  RecordAid,
  RecordCheck,
  RevokeAward,
  SaveAgreement,
  SignAgreement,
  TerminateAgreement,
} from './schema.ts'

/** What the office does with awards: the act, the checks, the aid, the revocation. */
const awardRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  const callPath = '/api/desk/calls/:code/awards'
  app.get(
    callPath,
    { schema: { params: CallAwardsPath, querystring: NoQuery, response: { 200: CallAwards, ...problems } } },
    (request) => readCallAwards(db, request.params.code),
  )
  app.post(
    callPath,
    { schema: { params: CallAwardsPath, body: RankedAward, response: { 200: CallAwards, ...problems } } },
    async (request) => {
      await awardByRanking(context, personOf(request), request.params.code, request.body)
      return readCallAwards(db, request.params.code)
    },
  )

  const path = '/api/desk/awards/:id'
  const show = (request: FastifyRequest, id: string) =>
    readDeskAward(db, context, id, personOf(request).account.id)
  const schemaOf = <Properties extends TProperties>(body: TObject<Properties>) => ({
    schema: { params: AwardPath, body, response: { 200: DeskAward, ...problems } },
  })
  app.get(
    path,
    { schema: { params: AwardPath, querystring: NoQuery, response: { 200: DeskAward, ...problems } } },
    (request) => show(request, request.params.id),
  )
  app.post(`${path}/checks`, schemaOf(RecordCheck), async (request) => {
    await recordCheck(context, personOf(request), request.params.id, request.body)
    return show(request, request.params.id)
  })
  app.post(`${path}/aid`, schemaOf(RecordAid), async (request) => {
    await recordAid(context, personOf(request), request.params.id, request.body)
    return show(request, request.params.id)
  })
  app.post(`${path}/accept`, schemaOf(AcceptForThem), async (request) => {
    await acceptForThem(context, personOf(request), request.params.id, request.body.note)
    return show(request, request.params.id)
  })
  app.post(`${path}/revoke`, schemaOf(RevokeAward), async (request) => {
    await revokeAward(context, personOf(request), request.params.id, request.body)
    return show(request, request.params.id)
  })
  app.post(
    `${path}/agreement`,
    { schema: { params: AwardPath, body: AgreementTerms, response: { 201: DeskAgreement, ...problems } } },
    async (request, reply) => {
      const person = personOf(request)
      const id = await prepareAgreement(context, person, request.params.id, request.body)
      reply.code(201)
      return readAgreement(db, context, id, person.account.id)
    },
  )
}

/** What the office does with awards and agreements, from the act to the return of the keys. */
export const agreementDeskRoutes: FastifyPluginAsyncTypebox<Context> = async (app, context) => {
  const { db } = context
  guard(app, 'manageAgreements')
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  await app.register(awardRoutes, context)

  const show = (request: FastifyRequest, id: string) =>
    readAgreement(db, context, id, personOf(request).account.id)
  const schemaOf = <Properties extends TProperties>(body: TObject<Properties>) => ({
    schema: { params: AgreementPath, body, response: { 200: DeskAgreement, ...problems } },
  })
  type Addressed = FastifyRequest<{ Params: { id: string }; Body: { version: number } }>
  /** Does an action and answers with the agreement as it then stands. */
  const lead = async (
    request: FastifyRequest,
    action: Parameters<typeof leadAgreement>[3]['action'],
    work: Parameters<typeof leadAgreement>[3]['work'],
  ) => {
    const { params, body } = request as Addressed
    await leadAgreement(context, personOf(request), params.id, { action, version: body.version, work })
    return show(request, params.id)
  }

  app.get(
    '/api/desk/agreements',
    { schema: { querystring: AgreementQuery, response: { 200: DeskAgreements, ...problems } } },
    async (request) => ({
      due: await readDue(db, context),
      ...(await listAgreements(db, request.query)),
    }),
  )
  const path = '/api/desk/agreements/:id'
  app.get(
    path,
    {
      schema: { params: AgreementPath, querystring: NoQuery, response: { 200: DeskAgreement, ...problems } },
    },
    (request) => show(request, request.params.id),
  )
  app.get(
    `${path}/agreement.docx`,
    { schema: { params: AgreementPath, querystring: NoQuery, response: { ...problems } } },
    async (request, reply) => {
      const { account } = personOf(request)
      const { name, content } = await writeAgreement(db, context, request.params.id, account.id)
      return reply
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(content as never)
    },
  )
  app.put(path, schemaOf(SaveAgreement), (request) => {
    const { version: _version, ...terms } = request.body
    return lead(request, 'save', (doing) => saveTerms(doing, terms))
  })
  app.post(`${path}/sign`, schemaOf(SignAgreement), (request) =>
    lead(request, 'sign', sign(request.body.signedOn, request.body.registration ?? null)),
  )
  app.post(`${path}/cancel`, schemaOf(CancelAgreement), (request) =>
    lead(request, 'cancel', cancel(request.body.note)),
  )
  app.post(`${path}/handOver`, schemaOf(HandOver), (request) =>
    lead(request, 'handOver', handOver(request.body)),
  )
  app.post(`${path}/extend`, schemaOf(ExtendAgreement), (request) =>
    lead(request, 'extend', extend(request.body)),
  )
  app.post(`${path}/terminate`, schemaOf(TerminateAgreement), (request) =>
    lead(request, 'terminate', terminate(request.body)),
  )
  app.post(`${path}/takeBack`, schemaOf(HandOver), (request) =>
    lead(request, 'takeBack', takeBack(request.body)),
  )
  app.post(`${path}/milestones`, schemaOf(NewMilestone), async (request) => {
    await addMilestone(context, personOf(request), request.params.id, request.body)
    return show(request, request.params.id)
  })
  app.post(
    '/api/desk/milestones/:id/facts',
    { schema: { params: MilestonePath, body: NewFact, response: { 200: DeskAgreement, ...problems } } },
    async (request) =>
      show(request, await recordFact(context, personOf(request), request.params.id, request.body)),
  )
}

import compress from '@fastify/compress'
import etag from '@fastify/etag'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { adminRoutes } from './accounts/adminRoutes.ts'
import { refuseOpenRoutes } from './accounts/guard.ts'
import { providerRoutes } from './accounts/providerRoutes.ts'
import { accountRoutes } from './accounts/routes.ts'
import { addSession } from './accounts/session.ts'
import { verificationRoutes } from './accounts/verificationRoutes.ts'
import { agreementDeskRoutes } from './agreements/deskRoutes.ts'
import { agreementRoutes } from './agreements/routes.ts'
import { arrivalRoutes } from './allocation/arrivalRoutes.ts'
import { deskRoutes } from './allocation/deskRoutes.ts'
import { allocationRoutes } from './allocation/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { bidRoutes } from './bids/routes.ts'
import { callDeskRoutes } from './calls/deskRoutes.ts'
import { callRoutes } from './calls/routes.ts'
import { readCityPack } from './city/pack.ts'
import { cityRoutes } from './city/routes.ts'
import { createCollections } from './collections.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { councilRoutes } from './council/routes.ts'
import { coverageRoutes } from './coverage/routes.ts'
import type { Database } from './db/index.ts'
import { districtPageRoutes } from './districtPages/routes.ts'
import { districtRoutes } from './districts/routes.ts'
import { editionRoutes } from './editions/routes.ts'
import { evaluationRoutes } from './evaluation/routes.ts'
import { exportRoutes } from './exports/routes.ts'
import { createFeed } from './featureIndex/feed/feed.ts'
import { answerFrameworkError, setErrorHandling } from './http/errors.ts'
import { refuseNotFinite } from './http/finite.ts'
import { healthRoutes } from './http/health.ts'
import { logSerializers } from './http/logging.ts'
import { networkOf } from './http/network.ts'
import { addOpenApi } from './http/openapi.ts'
import { showOwnWrites } from './http/ownWrites.ts'
import { addSecurity, trustNearestProxy } from './http/security.ts'
import { addShedding } from './http/shedding.ts'
import { answerBrokenRequest, connectionLimits } from './http/slowness.ts'
import { takeTurns } from './http/turns.ts'
import { addWebPages } from './http/webPages.ts'
import { labRoutes } from './labs/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { needRoutes } from './needs/routes.ts'
import { inboxRoutes } from './observations/inboxRoutes.ts'
import { observationRoutes } from './observations/routes.ts'
import { offerRoutes } from './offers/routes.ts'
import { opinionDeskRoutes } from './opinions/deskRoutes.ts'
import { opinionRoutes } from './opinions/routes.ts'
import { districtVoiceRoutes } from './opinions/voiceRoutes.ts'
import { partyRoutes } from './parties/routes.ts'
import { pecRoutes } from './pec/routes.ts'
import { planDeskRoutes } from './plans/deskRoutes.ts'
import { planRoutes } from './plans/routes.ts'
import { pointRoutes } from './points/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { labListRoutes } from './qualifiedList/routes.ts'
import { questionRoutes } from './questions/routes.ts'
import { redactionRoutes } from './redaction/routes.ts'
import { registerRoutes } from './register/routes.ts'
import { spaceRoutes } from './spaces/routes.ts'
import { tileRoutes } from './tiles/routes.ts'
import { visitRoutes } from './visits/routes.ts'
import { zoneRoutes } from './zones/routes.ts'

export interface AppOptions {
  config: Config
  database: Database
  /** Told what takes time before requests can be answered, in a few words. */
  onProgress?: (message: string) => void
  /** Compilers of schemas, for who builds the program more than once. */
  schemaController?: FastifyServerOptions['schemaController']
}

/**
 * Assembles the program around an open, migrated database; the caller listens, or injects.
 * Domains are registered in the order in which they may import each other.
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, schemaController } = options
  const app = Fastify({
    logger:
      config.logLevel === 'silent'
        ? false
        : { level: config.logLevel, stream: process.stderr, serializers: logSerializers },
    trustProxy: config.trustProxy && trustNearestProxy,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerBrokenRequest,
    bodyLimit: 1_048_576,
    ...connectionLimits(config),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    ...(schemaController && { schemaController }),
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: 'array',
        useDefaults: true,
        // Hundredths have no exact binary form: 40.01 is a multiple of 0.01 all the same.
        multipleOfPrecision: 6,
      },
    },
  }).withTypeProvider<TypeBoxTypeProvider>()
  const context = await createContext(app, options)

  app.decorate('context', context)
  setErrorHandling(app)
  refuseOpenRoutes(app)
  await addSecurity(app, config, ({ person, ip }) => person?.account.id ?? networkOf(ip))
  await addShedding(app, config)
  takeTurns(app, config)
  await app.register(compress, { customTypes: compressible })
  await app.register(etag, { weak: true })
  await addOpenApi(app)
  app.addHook('preHandler', refuseNotFinite)
  showOwnWrites(app, context.feed)
  addSession(app, context)

  await app.register(healthRoutes, context)
  await app.register(cityRoutes, context)
  await app.register(districtRoutes, context)
  await app.register(zoneRoutes, context)
  await app.register(spaceRoutes, context)
  await app.register(accountRoutes, context)
  await app.register(adminRoutes, context)
  await app.register(providerRoutes, context)
  await app.register(verificationRoutes, context)
  await app.register(partyRoutes, context)
  await app.register(labListRoutes, context)
  await app.register(needRoutes, context)
  await app.register(messageRoutes, context)
  await app.register(callRoutes, context)
  await app.register(callDeskRoutes, context)
  await app.register(questionRoutes, context)
  await app.register(visitRoutes, context)
  await app.register(bidRoutes, context)
  await app.register(allocationRoutes, context)
  await app.register(deskRoutes, context)
  await app.register(agreementRoutes, context)
  await app.register(agreementDeskRoutes, context)
  await app.register(offerRoutes, context)
  await app.register(labRoutes, context)
  await app.register(arrivalRoutes, context)
  await app.register(pecRoutes, context)
  await app.register(evaluationRoutes, context)
  await app.register(planRoutes, context)
  await app.register(planDeskRoutes, context)
  await app.register(observationRoutes, context)
  await app.register(inboxRoutes, context)
  await app.register(opinionRoutes, context)
  await app.register(opinionDeskRoutes, context)
  await app.register(districtVoiceRoutes, context)
  await app.register(pointRoutes, context)
  await app.register(redactionRoutes, context)
  await app.register(registerRoutes, context)
  await app.register(councilRoutes, context)
  await app.register(editionRoutes, context)
  await app.register(coverageRoutes, context)
  await app.register(districtPageRoutes, context)
  await app.register(privacyRoutes, context)
  await app.register(tileRoutes, context)
  await app.register(exportRoutes, context)
  await app.register(auditRoutes, context)
  await addWebPages(app)
  return app
}

async function createContext(
  app: FastifyInstance,
  { config, database, onProgress }: AppOptions,
): Promise<Context> {
  const city = readCityPack(config.city)
  const collections = createCollections(city)
  const log = (message: string) => app.log.info(message)
  let tell = onProgress ?? log
  const feed = createFeed(database.knex, collections.values(), {
    onError: (error) =>
      app.log.error({ err: error }, 'the feature index could not follow the database; it tries again'),
    onProgress: (message) => tell(message),
    ...(database.kind === 'postgis' && { patienceMs: linePatienceMs }),
  })
  await feed.refresh()
  tell = log
  app.addHook('onReady', async () => feed.start())
  app.addHook('preClose', () => feed.stop())
  return {
    config,
    db: database.knex,
    databaseKind: database.kind,
    city,
    collections,
    feed,
  }
}

const compressible = /json|text|javascript|svg/

/** How long the database may take to say whether anything changed. */
const linePatienceMs = 3_000

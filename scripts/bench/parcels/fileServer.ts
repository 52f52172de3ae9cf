import files from '@fastify/static'
import Fastify from 'fastify'
import { serveParent, serverOptions } from '../child.ts'

const app = Fastify(serverOptions)
await app.register(files, { root: process.env.FOLDER ?? '', prefix: '/files/' })
await serveParent(app)

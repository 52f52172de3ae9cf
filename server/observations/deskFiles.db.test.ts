import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { draftObservation, sendObservation } from '../testing/observations.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan } from '../testing/plans.ts'
import { formOf, pdfOf, sha256Of } from '../testing/uploads.ts'

const fixture = testApp()
const pdf = pdfOf('planimetria')
let planner: Client
let submission: string
let file: string

beforeAll(async () => {
  planner = await signInAs(fixture.app, { roles: ['planner'] })
  const applicant = await signInAs(fixture.app, { roles: ['applicant'] })
  const plan = await insertPlan(fixture.db)
  submission = await draftObservation(applicant, plan.code)
  const url = `/api/observations/${submission}/files`
  const added = await applicant.inject({ method: 'POST', url, payload: formOf(pdf, 'planimetria.pdf') })
  file = added.json().id
  const early = await planner.get(`/api/desk/observations/${submission}/files/${file}`)
  expect(early.statusCode).toBe(404)
  expect((await sendObservation(applicant, submission)).statusCode).toBe(201)
})

const open = (of = submission, id = file) => planner.get(`/api/desk/observations/${of}/files/${id}`)
const opened = () =>
  fixture.db('audit_event').where({ action: 'openFile', object_id: submission }).orderBy('id').select()

describe('a file of what was received', () => {
  test('is listed at the desk and opened by a planner; the log says who opened which', async () => {
    const split = (await planner.get(`/api/desk/observations/${submission}/points`)).json()
    expect(split.files).toMatchObject([
      { id: file, name: 'planimetria.pdf', purpose: 'attachment', sizeBytes: pdf.length },
    ])
    const before = (await opened()).length
    const answer = await open()
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.equals(pdf)).toBe(true)
    expect(answer.headers['content-disposition']).toContain('attachment; filename="planimetria.pdf"')
    const events = await opened()
    expect(events.length).toBe(before + 1)
    expect(events.at(-1)).toMatchObject({
      actor_id: planner.me.account?.id,
      actor_role: 'planner',
      object_kind: 'submission',
      changes: { file: { new: file } },
    })
  })

  test('is not opened through another submission, nor while it is unchecked or infected; no event is left then', async () => {
    const before = (await opened()).length
    const scanState = (state: string) =>
      fixture
        .db('stored_file')
        .where({ sha256: sha256Of(pdf) })
        .update({ scan_state: state, scanned_at: state === 'infected' ? fixture.db.fn.now() : null })
    expect((await open(crypto.randomUUID())).statusCode).toBe(404)
    await scanState('waiting')
    expect((await open()).json().type).toBe('/problems/file-waiting')
    await scanState('infected')
    expect((await open()).json().type).toBe('/problems/file-infected')
    expect((await opened()).length).toBe(before)
  })
})

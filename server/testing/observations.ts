import type { SubmissionContent } from '../observations/schema.ts'
import type { Client } from './people.ts'

/** An observation in which nothing is missing. */
export const observationContent = (changes: Partial<SubmissionContent> = {}): SubmissionContent => ({
  kind: 'observation',
  submitterKind: 'citizen',
  submitter: { name: 'Anna Rossi', email: 'anna@example.org', address: 'via Prova 1, Milano' },
  targets: [{ kind: 'plan', text: 'Chiedo più spazio per i laboratori di quartiere.' }],
  privateReasons: null,
  ...changes,
})

/** Starts a draft for a plan and writes it; gives its id. */
export async function draftObservation(
  client: Client,
  plan: string,
  content: SubmissionContent = observationContent(),
): Promise<string> {
  const draft = (await client.post('/api/observations/drafts', { plan })).json()
  const url = `/api/observations/drafts/${draft.id}`
  const saved = await client.inject({ method: 'PUT', url, payload: { version: draft.version, content } })
  if (saved.statusCode !== 200) throw new Error(`draft: ${saved.statusCode} ${saved.body}`)
  return draft.id
}

/** Sends a draft as it stands. */
export async function sendObservation(client: Client, id: string, headers?: Record<string, string>) {
  const { version } = (await client.get(`/api/observations/${id}`)).json()
  return client.post('/api/observations', { draftId: id, version }, headers)
}

/** Writes and sends an observation; gives its id. */
export async function sentObservation(
  client: Client,
  plan: string,
  content: SubmissionContent = observationContent(),
): Promise<string> {
  const sent = await sendObservation(client, await draftObservation(client, plan, content))
  if (sent.statusCode !== 201) throw new Error(`sending: ${sent.statusCode} ${sent.body}`)
  return sent.json().id
}

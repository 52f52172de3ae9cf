import type { AskedFile, Edition, EditionFiles, PublicFiles } from '#schema/editions'
import { api } from '../api/client.ts'

const path = (code: string) => encodeURIComponent(code)

/** How often a list is asked for anew while a file of it is being made. */
const followEveryMs = 1000

const addresses: Record<Edition, (code: string) => string> = {
  public: (code) => `/api/desk/plans/${path(code)}/editions`,
  council: (code) => `/api/council/plans/${path(code)}/editions`,
}

const isUnderWay = ({ state }: EditionFiles['items'][number]) => state === 'waiting' || state === 'making'

/** The files of an edition at the desk; asked for anew each second while one is being made. */
export const filesQuery = (edition: Edition, code: string) => ({
  queryKey: ['editions', edition, code],
  queryFn: () => api<EditionFiles>(addresses[edition](code)),
  refetchInterval: ({ state }: { state: { data: EditionFiles | undefined } }) =>
    state.data?.items.some(isUnderWay) ? followEveryMs : false,
})

export const askForFile = (edition: Edition, code: string, asked: AskedFile) =>
  api<{ id: string }>(addresses[edition](code), { method: 'POST', body: asked })

/** Where a file of the desk is taken from. */
export const fileAddress = (edition: Edition, code: string, id: string) => `${addresses[edition](code)}/${id}`

/** Files of a register everybody may take. */
export const publicFilesQuery = (code: string) => ({
  queryKey: ['editions', code],
  queryFn: () => api<PublicFiles>(`/api/plans/${path(code)}/editions`),
})

export const publicFileAddress = (code: string, name: string) => `/api/plans/${path(code)}/editions/${name}`

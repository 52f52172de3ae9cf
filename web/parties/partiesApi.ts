import type {
  InvitationSent,
  InvitationShown,
  MemberRole,
  NewParty,
  Party,
  PartyData,
  PartyList,
} from '#schema/parties'
import { api } from '../api/client.ts'

export const partiesQuery = {
  queryKey: ['parties'],
  queryFn: () => api<PartyList>('/api/parties'),
}

export const partyQuery = (id: string) => ({
  queryKey: ['parties', id],
  queryFn: () => api<Party>(`/api/parties/${id}`),
})

export const createParty = (body: NewParty) => api<Party>('/api/parties', { method: 'POST', body })

export const changeParty = (id: string, version: number, data: PartyData) =>
  api<Party>(`/api/parties/${id}`, { method: 'PUT', body: { version, data } })

export const changeRole = (id: string, memberId: number, role: MemberRole) =>
  api<Party>(`/api/parties/${id}/members/${memberId}`, { method: 'PUT', body: { role } })

export const endMembership = (id: string, memberId: number) =>
  api<void>(`/api/parties/${id}/members/${memberId}`, { method: 'DELETE' })

export const invite = (id: string, email: string) =>
  api<InvitationSent>(`/api/parties/${id}/invitations`, { method: 'POST', body: { email } })

export const revokeInvitation = (id: string, invitationId: string) =>
  api<void>(`/api/parties/${id}/invitations/${invitationId}`, { method: 'DELETE' })

/** The token goes in the body, so that no log of addresses holds it. */
export const invitationQuery = (token: string) => ({
  queryKey: ['invitation', token],
  queryFn: () => api<InvitationShown>('/api/invitations/read', { method: 'POST', body: { token } }),
  retry: false,
})

export const acceptInvitation = (token: string) =>
  api<Party>('/api/invitations/accept', { method: 'POST', body: { token } })

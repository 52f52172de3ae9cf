import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  ChoiceMade,
  LetterChoices,
  Message,
  MessageList,
  NotificationList,
  NotificationsRead,
} from '#schema/messages'
import { api } from '../api/client.ts'

/** How many of a list are shown at once. */
export const PAGE = 50

export const notificationsQuery = (limit: number) => ({
  queryKey: ['messages', 'notifications', limit],
  queryFn: () => api<NotificationList>(`/api/notifications?limit=${limit}`),
})

/** The number on the bell; asked for anew every minute, on the way to another page, and on coming back. */
export const unreadQuery = {
  queryKey: ['messages', 'unread'],
  queryFn: () => api<NotificationList>('/api/notifications?unread=true&limit=1'),
  refetchInterval: 60_000,
}

export const messagesQuery = (limit: number) => ({
  queryKey: ['messages', 'letters', limit],
  queryFn: () => api<MessageList>(`/api/messages?limit=${limit}`),
})

export const messageQuery = (id: string) => ({
  queryKey: ['messages', 'letter', id],
  queryFn: () => api<Message>(`/api/messages/${id}`),
})

export const choicesQuery = {
  queryKey: ['messages', 'choices'],
  queryFn: () => api<LetterChoices>('/api/messages/choices'),
}

const readAnew = (queries: QueryClient) => {
  void queries.invalidateQueries({ queryKey: ['messages', 'notifications'] })
  void queries.invalidateQueries({ queryKey: unreadQuery.queryKey })
}

/** Marks notifications as read: those named, else all. */
export function useMarkRead() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NotificationsRead) => api<void>('/api/notifications/read', { method: 'POST', body }),
    onSuccess: () => readAnew(queries),
  })
}

/** Keeps whether letters of a kind are wanted. */
export function useChoose() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ChoiceMade) => api<LetterChoices>('/api/messages/choices', { method: 'PUT', body }),
    onSuccess: (changed) => queries.setQueryData(choicesQuery.queryKey, changed),
  })
}

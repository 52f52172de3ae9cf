/** The page of what a letter or a notification is about; null where there is none. */
export function pageOf(objectKind: string | null, objectId: string | null, kind: string): string | null {
  if (objectKind === 'request' && objectId)
    return kind.startsWith('desk.') ? `/desk/requests/${objectId}` : `/requests/${objectId}`
  if (objectKind === 'submission' && objectId) return `/observations/${objectId}`
  if (objectKind === 'call' && objectId) return `/calls/${objectId}`
  if (objectKind === 'space' && objectId) return `/spaces/${objectId}`
  if (kind === 'account.othersRoleEnding' && objectId) return `/admin/accounts/${objectId}`
  return objectKind === 'account' ? '/account' : null
}

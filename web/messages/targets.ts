/** The page of what a letter or a notification is about; null where there is none. */
export function pageOf(objectKind: string | null, objectId: string | null, kind: string): string | null {
  if (objectKind === 'request' && objectId)
    return kind.startsWith('desk.') ? `/desk/requests/${objectId}` : `/requests/${objectId}`
  if (kind === 'desk.nextInRank' && objectId) return `/desk/calls/${objectId}/awards`
  if (objectKind === 'award' && objectId) return `/desk/awards/${objectId}`
  if (objectKind === 'agreement' && objectId) return `/desk/agreements/${objectId}`
  if (objectKind === 'district' && objectId) return `/districts/${objectId}`
  if (objectKind === 'opinion' && objectId) return `/opinions/${objectId}`
  if (objectKind === 'opinionRequest') return kind.startsWith('desk.') ? '/desk/opinions' : '/municipio'
  if (objectKind === 'plan' && objectId) return `/desk/plans/${objectId}`
  if (objectKind === 'submission' && objectId) return `/observations/${objectId}`
  if (objectKind === 'call' && objectId) return `/calls/${objectId}`
  if (objectKind === 'evaluation' && objectId) {
    const code = encodeURIComponent(objectId)
    return kind.startsWith('desk.') ? `/desk/calls/${code}/evaluation` : `/evaluation/${code}`
  }
  if (objectKind === 'labListApplication' && objectId)
    return kind.startsWith('desk.') ? `/desk/lab-list/${objectId}` : `/labs/list/applications/${objectId}`
  if (objectKind === 'need' && objectId) return `/needs/${encodeURIComponent(objectId)}`
  if (objectKind === 'lab' && objectId)
    return kind.startsWith('desk.') ? '/desk/labs' : `/labs/${encodeURIComponent(objectId)}`
  if (objectKind === 'space' && objectId) return `/spaces/${objectId}`
  if (kind === 'account.othersRoleEnding' && objectId) return `/admin/accounts/${objectId}`
  return objectKind === 'account' ? '/account' : null
}

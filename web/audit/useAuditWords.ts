import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { closingReasons, completionItems, exclusionReasons } from '#schema/allocation'
import type { AuditChange, AuditEvent } from '#schema/audit'
import { type Formats, useFormats } from '../i18n/format.ts'
import type { Language } from '../i18n/index.ts'
import { it } from '../i18n/resources.ts'
import { useLanguage } from '../i18n/useLanguage.ts'

const { action, field, kind, role } = it.audit
const groups = { action, field, kind, role }
type Group = keyof typeof groups
type Words = TFunction<['audit', 'identification', 'notices', 'parties', 'requests', 'ui']>

/** The key of a field's words: dots part keys there, so they are written as lines. */
export const fieldKey = (name: string): string => name.replaceAll('.', '_')

/** Whether there are words for an action, a field, a kind of object or a role. */
export const hasWords = (group: Group, name: string): boolean => Object.hasOwn(groups[group], name)

/** Words for what the log names; a name it has no words for is shown as it is. */
function word(t: Words, group: Group, name: string): string {
  return hasWords(group, name) ? t(`audit:${group}.${name}` as 'audit:action.send') : name
}

function fieldWord(t: Words, name: string): string {
  const key = fieldKey(name)
  const [group = '', ...rest] = name.split('.')
  if (hasWords('field', key) || rest.length === 0) return word(t, 'field', key)
  return `${word(t, 'field', group)}: ${rest.join(', ')}`
}

/** Words for the codes that are values of a field, by the last part of its name; the keys of `it` that hold them. */
const codeTexts = {
  noticeKind: ['notices:kind', it.notices.kind],
  noticeChannel: ['notices:channel', it.notices.channel],
  identifiedBy: ['identification:signature.how', it.identification.signature.how],
  method: ['identification:signature.how', it.identification.signature.how],
  kind: ['parties:kind', it.parties.kind],
  legalForm: ['parties:form', it.parties.form],
  noise: ['requests:field.noiseLevels', it.requests.field.noiseLevels],
  status: ['requests:status', it.requests.status],
  spaceStatus: ['ui:status', it.ui.status],
} as const

const reasons = [...exclusionReasons, ...closingReasons, ...completionItems]

const lastPart = (name: string) => name.slice(name.lastIndexOf('.') + 1)

/** The words for a code that is the value of a field; null where it is none. */
function codeText(value: string, name: string, t: Words, language: Language): string | null {
  const field = lastPart(name)
  if (field === 'reasonCode' || field === 'completionItems')
    return reasons.find(({ code }) => code === value)?.[language] ?? null
  const [group, texts] = Object.hasOwn(codeTexts, field) ? codeTexts[field as keyof typeof codeTexts] : []
  return texts && Object.hasOwn(texts, value) ? t(`${group}.${value}` as 'ui:yes') : null
}

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
const day = /^\d{4}-\d{2}-\d{2}$/

interface Said {
  t: Words
  format: Formats
  language: Language
  /** People named by their id. */
  names?: AuditChange['names']
}

function textValue(value: string, name: string, { t, format, language, names }: Said): string {
  if (names?.[value]) return names[value]
  if (instant.test(value)) return format.dateTime(value)
  if (day.test(value)) return format.date(value)
  if (name === 'role' || name === 'filter.role') return word(t, 'role', value)
  if (name === 'filter.action') return word(t, 'action', value)
  if (name === 'filter.objectKind') return word(t, 'kind', value)
  return codeText(value, name, t, language) ?? value
}

function valueText(value: unknown, name: string, said: Said): string {
  const { t, format } = said
  if (value === null || value === undefined || value === '') return t('audit:nothing')
  if (typeof value === 'boolean') return t(value ? 'audit:yes' : 'audit:no')
  if (typeof value === 'number') return format.number(value, 2, 0)
  if (typeof value === 'string') return textValue(value, name, said)
  if (Array.isArray(value)) {
    const texts = value.map((member) =>
      valueText(name === 'fields' ? fieldName(member, t) : member, name, said),
    )
    return texts.length > 0 ? texts.join(', ') : t('audit:nothing')
  }
  return Object.entries(value)
    .map(([member, inner]) => `${fieldWord(t, member)}: ${valueText(inner, member, said)}`)
    .join('; ')
}

/** Names of fields that were read are those of the content of a request. */
const fieldName = (name: unknown, t: Words) => fieldWord(t, `content.${String(name)}`)

function hiddenText({ state, fingerprint }: AuditChange, t: Words): string {
  if (state === 'erased') return t('audit:erased')
  if (state === 'sealed') return t('audit:sealed')
  return fingerprint
    ? t('audit:withheld', { fingerprint: fingerprint.slice(0, 12) })
    : t('audit:withheldPlain')
}

/** How the log is put in plain words in the language in use. */
export function useAuditWords() {
  const { t } = useTranslation(['audit', 'identification', 'notices', 'parties', 'requests', 'ui'])
  const said = { t, format: useFormats(), language: useLanguage() }
  return {
    action: (name: string) => word(t, 'action', name),
    kind: (name: string) => word(t, 'kind', name),
    role: (name: string) => word(t, 'role', name),
    /** Kind and name of the object; of an id no more than its first part. */
    object: ({ objectKind, objectName }: Pick<AuditEvent, 'objectKind' | 'objectName'>) =>
      `${word(t, 'kind', objectKind)} ${uuid.test(objectName) ? `${objectName.slice(0, 8)}…` : objectName}`,
    field: (name: string) => fieldWord(t, name),
    /** Who did it: the name of who acts for the city, else the role. */
    who: ({ actorName, actorRole }: Pick<AuditEvent, 'actorName' | 'actorRole'>) =>
      actorName ? `${actorName} (${word(t, 'role', actorRole)})` : word(t, 'role', actorRole),
    before: (change: AuditChange) =>
      change.state === 'shown' ? valueText(change.old, change.field, { ...said, names: change.names }) : null,
    after: (change: AuditChange) =>
      change.state === 'shown'
        ? valueText(change.new, change.field, { ...said, names: change.names })
        : hiddenText(change, t),
  }
}

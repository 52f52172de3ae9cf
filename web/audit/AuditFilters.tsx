import { useTranslation } from 'react-i18next'
import type { AuditFilters as Filters } from '#schema/audit'
import { it } from '../i18n/resources.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Chip } from '../ui/marks.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import styles from './audit.module.css'
import { useAuditWords } from './useAuditWords.ts'

const TYPING_PAUSE_MS = 400
/** Filters that are folded away until one of them is set. */
const rare = ['role', 'actor', 'from', 'to'] as const

interface AuditFiltersProps {
  filters: Filters
  /** Number or code of the object the log is narrowed to. */
  objectName: string | undefined
  onChange: (changes: Partial<Record<keyof Filters, string | undefined>>) => void
  onReset: () => void
}

interface TypedProps {
  id: 'actor' | 'q'
  label: string
  value: string
  onChange: (value: string | undefined) => void
}

function Typed({ id, label, value, onChange }: TypedProps) {
  const { text, setText, takeNow } = useTypedText(value, TYPING_PAUSE_MS, (typed) =>
    onChange(typed.trim() || undefined),
  )
  return (
    <div onBlur={takeNow}>
      <TextField
        id={`audit-${id}`}
        label={label}
        value={text}
        onChange={setText}
        type="search"
        maxLength={200}
      />
    </div>
  )
}

/** What narrows the log. */
export function AuditFilters({ filters, objectName, onChange, onReset }: AuditFiltersProps) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  const select = (
    name: 'role' | 'action' | 'objectKind',
    label: string,
    any: string,
    options: string[],
    say: (word: string) => string,
  ) => (
    <SelectField
      id={`audit-${name}`}
      label={label}
      value={filters[name] ?? ''}
      onChange={(value) => onChange({ [name]: value || undefined })}
      options={[
        { value: '', label: any },
        ...options
          .map((value) => ({ value, label: say(value) }))
          .sort((a, b) => a.label.localeCompare(b.label)),
      ]}
    />
  )
  const date = (name: 'from' | 'to') => (
    <TextField
      id={`audit-${name}`}
      type="date"
      label={t(name)}
      value={filters[name] ?? ''}
      onChange={(value) => onChange({ [name]: value || undefined })}
    />
  )
  const { role, action, kind } = it.audit
  return (
    <search className={styles.filters} aria-label={t('filters')}>
      <div className={styles.fields}>
        <Typed id="q" label={t('search')} value={filters.q ?? ''} onChange={(q) => onChange({ q })} />
        {select('objectKind', t('objectKind'), t('anyKind'), Object.keys(kind), words.kind)}
        {select('action', t('actionLabel'), t('anyAction'), Object.keys(action), words.action)}
      </div>
      <Disclosure title={t('moreFilters')} level={2} open={rare.some((name) => filters[name])}>
        <div className={styles.fields}>
          {select('role', t('actorRole'), t('anyRole'), Object.keys(role), words.role)}
          <Typed
            id="actor"
            label={t('actor')}
            value={filters.actor ?? ''}
            onChange={(actor) => onChange({ actor })}
          />
          {date('from')}
          {date('to')}
        </div>
      </Disclosure>
      <div className={styles.chosen}>
        {filters.objectId && (
          <Chip
            label={t('removeObject', { name: objectName ?? filters.objectId })}
            onRemove={() => onChange({ objectId: undefined, objectKind: undefined })}
          >
            {t('objectOnly', { name: objectName ?? filters.objectId })}
          </Chip>
        )}
        {Object.keys(filters).length > 0 && <Button onPress={onReset}>{t('reset')}</Button>}
      </div>
    </search>
  )
}

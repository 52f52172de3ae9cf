import { useTranslation } from 'react-i18next'
import type { AuditChange } from '#schema/audit'
import styles from './audit.module.css'
import { useAuditWords } from './useAuditWords.ts'

function Change({ change, withClass }: { change: AuditChange; withClass: boolean }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  const before = words.before(change)
  const hidden = change.state !== 'shown'
  return (
    <div>
      <dt>
        {words.field(change.field)}
        {withClass && <small>{t(`class.${change.class}`)}</small>}
      </dt>
      <dd className={hidden ? styles.hidden : undefined}>
        {change.old !== null && before && (
          <>
            <span className="vh">{t('before')}: </span>
            <del>{before}</del> <span aria-hidden="true">→</span> <span className="vh">{t('after')}: </span>
          </>
        )}
        {words.after(change)}
      </dd>
    </div>
  )
}

interface EventChangesProps {
  changes: readonly AuditChange[]
  /** Says of each field who may know it. */
  withClass?: boolean
}

/** What an event changed, in plain words: each field, its value before where there was one, and after. */
export function EventChanges({ changes, withClass = false }: EventChangesProps) {
  const { t } = useTranslation('audit')
  if (changes.length === 0) return <p className={styles.quiet}>{t('noChanges')}</p>
  return (
    <dl className={styles.changes}>
      {changes.map((change) => (
        <Change key={change.field} change={change} withClass={withClass} />
      ))}
    </dl>
  )
}

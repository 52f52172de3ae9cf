import { useTranslation } from 'react-i18next'
import type { CallVersion } from '#schema/calls'
import { useFormats } from '../i18n/format.ts'
import { it } from '../i18n/resources.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import styles from './calls.module.css'

type Part = keyof typeof it.calls.part
const isPart = (name: string): name is Part => name in it.calls.part

function Difference({ changes }: Pick<CallVersion, 'changes'>) {
  const { t } = useTranslation('calls')
  const format = useFormats()
  const place = (pointer: string) => {
    const [, name = '', ...rest] = pointer.split('/')
    const which = rest.filter((step) => /^\d+$/.test(step)).join('.')
    return [isPart(name) ? t(`part.${name}`) : name, which].filter(Boolean).join(' ')
  }
  const shown = (value: string | null) =>
    value && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)
      ? `${format.date(value.slice(0, 10))}, ${value.slice(11)}`
      : value
  return (
    <ul className={styles.changes}>
      {changes.map(({ pointer, before, after }) => (
        <li key={pointer}>
          <strong>{place(pointer)}</strong>
          {before && (
            <p>
              <span className="vh">{t('versions.before')} </span>
              <del>{shown(before)}</del>
            </p>
          )}
          {after && (
            <p>
              <span className="vh">{t('versions.after')} </span>
              <ins>{shown(after)}</ins>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function Version({ version }: { version: CallVersion }) {
  const { t } = useTranslation('calls')
  const format = useFormats()
  const { number, change, madeAt, reason, actNumber, actDate, changes, contentHash, criteriaHash } = version
  const title = t('versions.one', {
    number,
    change: t(`versions.change.${change}`),
    date: format.dateTime(madeAt),
  })
  return (
    <li>
      <Disclosure title={title} open={changes.length > 0}>
        {actNumber && actDate && (
          <p>{t('versions.act', { number: actNumber, date: format.date(actDate), reason: reason ?? '' })}</p>
        )}
        {changes.length > 0 && <Difference changes={changes} />}
        <p className={styles.hash}>
          {t('versions.content')} <code>{contentHash}</code>
        </p>
        <p className={styles.hash}>
          {t('criteria.hash')} <code>{criteriaHash}</code>
        </p>
      </Disclosure>
    </li>
  )
}

/** The versions of a call, the newest first, each with its act and what it changed. */
export function Versions({ versions }: { versions: readonly CallVersion[] }) {
  const { t } = useTranslation('calls')
  if (versions.length === 0) return null
  return (
    <section>
      <h2>{t('versions.title')}</h2>
      <ol className={styles.versions}>
        {versions.map((version) => (
          <Version key={version.number} version={version} />
        ))}
      </ol>
    </section>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import { type DeskAgreements, type DueKind, dueKinds } from '#schema/agreements'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './agreements.module.css'

type Due = DeskAgreements['due']

/** How many of a kind are shown at first. */
const few = 5
const today = () => romeDate(new Date())

function DueRow({ one }: { one: Due[number] }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  const late = one.dueOn !== null && one.dueOn < today()
  return (
    <tr>
      <th scope="row">
        <Link to={one.path}>{one.about}</Link>
      </th>
      <td data-label={t('column.holder')}>{one.holder}</td>
      <td data-label={t('due.by')} className={late ? `${styles.late} ${styles.nowrap}` : styles.nowrap}>
        {one.dueOn && format.date(one.dueOn)}
      </td>
    </tr>
  )
}

/** What is due of one kind: the first ones, and a way to the rest. */
function DueOfKind({ kind, due }: { kind: DueKind; due: Due }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  const [isWhole, setWhole] = useState(false)
  const title = t(`due.kind.${kind}`)
  return (
    <>
      <h3>
        {title} ({format.number(due.length)})
      </h3>
      <table className={`${styles.table} ${styles.stacked} ${styles.due}`}>
        <caption className="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('due.about')}</th>
            <th scope="col">{t('column.holder')}</th>
            <th scope="col">{t('due.by')}</th>
          </tr>
        </thead>
        <tbody>
          {(isWhole ? due : due.slice(0, few)).map((one) => (
            <DueRow key={one.about} one={one} />
          ))}
        </tbody>
      </table>
      {due.length > few && (
        <div className={styles.buttons}>
          <Button
            aria-expanded={isWhole}
            aria-label={`${t(isWhole ? 'due.fewer' : 'due.all', { count: due.length })}: ${title}`}
            onPress={() => setWhole(!isWhole)}
          >
            {t(isWhole ? 'due.fewer' : 'due.all', { count: due.length })}
          </Button>
        </div>
      )}
    </>
  )
}

/** What the office has to do about awards and agreements, kind by kind, the most pressing first. */
export function DueList({ due }: { due: Due }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  return (
    <section className={styles.section}>
      <h2>
        {t('due.title')} ({format.number(due.length)})
      </h2>
      {due.length === 0 && <p className={styles.note}>{t('due.none')}</p>}
      {dueKinds.map((kind) => {
        const ofKind = due.filter((one) => one.kind === kind)
        return ofKind.length > 0 && <DueOfKind key={kind} kind={kind} due={ofKind} />
      })}
    </section>
  )
}

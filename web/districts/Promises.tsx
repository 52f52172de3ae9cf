import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { promiseOutcome, promiseText } from '#rules/districtPages'
import type { DistrictPage, DistrictPromise, PromiseState } from '#schema/districtPages'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './districts.module.css'
import tables from './tables.module.css'

const order: readonly PromiseState[] = ['kept', 'late', 'unverified', 'notDue']
const first = 8

function Outcome({ promise }: { promise: DistrictPromise }) {
  const language = useLanguage()
  const { state } = promise
  return (
    <span className={tables.outcome}>
      <i className={tables[state]} aria-hidden="true">
        {state === 'kept' && <Icon name="ok" size={12} />}
        {(state === 'late' || state === 'unverified') && <Icon name="clock" size={13} />}
      </i>
      {promiseOutcome(promise, language)}
    </span>
  )
}

function PromiseRow({ promise }: { promise: DistrictPromise }) {
  const { t } = useTranslation('districts')
  const format = useFormats()
  const language = useLanguage()
  return (
    <tr>
      <th scope="row">
        <Link to={promise.href}>{promiseText(promise, language)}</Link>
      </th>
      <td>{promise.who ?? t('promises.assignee')}</td>
      <td>{format.date(promise.dueOn)}</td>
      <td>
        <Outcome promise={promise} />
      </td>
    </tr>
  )
}

/** What was promised, by whom and by when, and how it went: late ones first. */
export function Promises({ page: { promises } }: { page: DistrictPage }) {
  const { t } = useTranslation('districts')
  const [all, setAll] = useState(false)
  const counts = order
    .map((state) => ({ state, count: promises.filter((one) => one.state === state).length }))
    .filter(({ count }) => count > 0)
  const shown = all ? promises : promises.slice(0, first)
  return (
    <section aria-labelledby="promises">
      <header className={styles.head}>
        <h2 id="promises">{t('promises.title')}</h2>
        <p>{counts.map(({ state, count }) => t(`promises.counts.${state}`, { count })).join(', ')}</p>
      </header>
      {promises.length === 0 ? (
        <p>{t('promises.none')}</p>
      ) : (
        <>
          <div className={tables.sums} aria-hidden="true">
            {counts.map(({ state, count }) => (
              <i key={state} className={tables[state]} style={{ flex: count }} />
            ))}
          </div>
          <table className={`${tables.table} ${tables.promises}`}>
            <caption className="vh">{t('promises.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('promises.what')}</th>
                <th scope="col">{t('promises.who')}</th>
                <th scope="col">{t('promises.due')}</th>
                <th scope="col">{t('promises.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((promise) => (
                <PromiseRow key={promise.id} promise={promise} />
              ))}
            </tbody>
          </table>
          {promises.length > first && (
            <p className={tables.more}>
              <Button look="quiet" onPress={() => setAll(!all)}>
                {all ? t('promises.fewer') : t('promises.all', { count: promises.length })}
              </Button>
            </p>
          )}
        </>
      )}
    </section>
  )
}

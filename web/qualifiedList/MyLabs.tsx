import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MyLabs as Mine, MyApplication } from '#schema/qualifiedList'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Link } from '../ui/Link.tsx'
import { useGo } from '../url/navigate.ts'
import { mineQuery, ownQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'
import { useWords } from './RequirementWords.tsx'
import { StatusTag } from './StatusTag.tsx'

const openStates = ['draft', 'submitted', 'examining', 'integration', 'grounds', 'listed', 'suspended']

function Applications({ applications }: { applications: Mine['applications'] }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  return (
    <ul className={styles.steps}>
      {applications.map(({ id, number, status, labName, edition, dueOn, validUntil }) => (
        <li key={id} className={styles.line}>
          <strong>{labName}</strong> {edition} {number}
          <StatusTag status={status} />
          {dueOn && <span className={styles.late}>{t('mine.due', { date: format.date(dueOn) })}</span>}
          {validUntil && `${t('until')} ${format.date(validUntil)}`}
          <Link
            to={`/labs/list/applications/${id}`}
            aria-label={status === 'draft' ? t('mine.continue') : t('mine.seeOf', { number: number ?? '' })}
          >
            {t(status === 'draft' ? 'mine.continue' : 'mine.see')}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** Whether a lab can begin an application: it has none that is open, or one that can be renewed. */
function isFree({ applications }: Mine, lab: string, edition: string): 'apply' | 'renew' | null {
  const own = applications.filter((one) => one.lab === lab)
  if (own.some(({ canRenew }) => canRenew)) return 'renew'
  return own.some((one) => openStates.includes(one.status) && (one.edition === edition || one.validUntil))
    ? null
    : 'apply'
}

function Beginnings({ mine }: { mine: Mine }) {
  const { t } = useTranslation('labList')
  const words = useWords()
  const go = useGo()
  const queries = useQueryClient()
  const begin = useMutation({
    mutationFn: (body: { edition: string; lab: string }) =>
      api<MyApplication>('/api/lab-list/applications', { method: 'POST', body }),
    onSuccess: (application) => {
      queries.setQueryData(ownQuery(application.id).queryKey, application)
      void queries.invalidateQueries({ queryKey: mineQuery.queryKey })
      go(`/labs/list/applications/${application.id}`)
    },
  })
  const offers = mine.labs.flatMap((lab) =>
    mine.openEditions.flatMap((edition) => {
      const how = isFree(mine, lab.code, edition.code)
      return how ? [{ lab, edition, how }] : []
    }),
  )
  return (
    <>
      <Failure error={begin.error} />
      <ul className={styles.steps}>
        {offers.map(({ lab, edition, how }) => (
          <li key={lab.code + edition.code} className={styles.line}>
            <strong>{lab.name}</strong> {words.of(edition)}
            <Button
              look="primary"
              aria-label={t('mine.applyOf', { lab: lab.name, edition: words.of(edition) })}
              isPending={begin.isPending}
              onPress={() => begin.mutate({ edition: edition.code, lab: lab.code })}
            >
              {t(`mine.${how}`)}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The labs one keeps: what they sent, and what they can apply for. */
export function MyLabs() {
  const { t } = useTranslation('labList')
  const { data } = useQuery(mineQuery)
  if (!data) return null
  return (
    <section>
      <h2>{t('mine.title')}</h2>
      {data.labs.length === 0 && <p className={styles.small}>{t('mine.none')}</p>}
      {data.labs.length > 0 && data.openEditions.length === 0 && <p>{t('mine.noOpen')}</p>}
      <Applications applications={data.applications} />
      <Beginnings mine={data} />
    </section>
  )
}

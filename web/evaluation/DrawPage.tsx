import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { drawList, drawOrder, sha256 } from '#rules/evaluation'
import type { CallDraw, DrawView } from '#schema/evaluation'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './evaluation.module.css'
import publicStyles from './results.module.css'
import { drawQuery } from './resultsQuery.ts'

function Facts({ draw }: { draw: DrawView }) {
  const { t } = useTranslation('results')
  const format = useFormats()
  return (
    <DefinitionList
      missing={t('draw.notYet')}
      entries={[
        {
          term: t('draw.list'),
          value: `${draw.numbers.join(', ')}. ${t('draw.frozen', { date: format.dateTime(draw.frozenAt) })}`,
        },
        { term: t('draw.listHash'), value: <code className={publicStyles.ticket}>{draw.listHash}</code> },
        { term: t('draw.rule'), value: draw.seedRule },
        { term: t('draw.due'), value: format.dateTime(draw.seedDueAt) },
        { term: t('draw.seed'), value: draw.seed },
        { term: t('draw.source'), value: draw.seedSource },
      ]}
    />
  )
}

function Order({ tickets }: { tickets: NonNullable<DrawView['tickets']> }) {
  const { t } = useTranslation('results')
  return (
    <table className={styles.rows}>
      <caption>{t('draw.order')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('draw.place')}</th>
          <th scope="col">{t('draw.request')}</th>
          <th scope="col">{t('draw.ticket')}</th>
        </tr>
      </thead>
      <tbody>
        {tickets.map(({ number, ticket }, index) => (
          <tr key={number}>
            <td>{index + 1}</td>
            <th scope="row">{number}</th>
            <td>
              <code className={publicStyles.ticket}>{ticket}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Whether this browser comes to the list hash and the order that are published. */
async function repeatDraw({ numbers, listHash, seed, tickets }: DrawView): Promise<boolean> {
  const own = seed === null ? [] : await drawOrder(numbers, seed)
  const sameList = (await sha256(drawList(numbers))) === listHash
  return sameList && JSON.stringify(own) === JSON.stringify(tickets)
}

function Repeat({ draw }: { draw: DrawView }) {
  const { t } = useTranslation('results')
  const repeating = useMutation({ mutationFn: () => repeatDraw(draw) })
  return (
    <>
      <Button look="primary" isPending={repeating.isPending} onPress={() => repeating.mutate()}>
        {t('draw.repeat')}
      </Button>
      <div role="status">
        {repeating.isSuccess && (
          <Note tone={repeating.data ? 'ok' : 'danger'} icon={repeating.data ? 'ok' : 'warn'}>
            {t(repeating.data ? 'draw.same' : 'draw.different')}
          </Note>
        )}
      </div>
    </>
  )
}

function DrawPageView({ code, title, titleEn, draw }: CallDraw) {
  const { t } = useTranslation('results')
  const english = useLanguage() === 'en'
  const name = t('draw.title', { number: draw.lotNumber })
  const at = `/calls/${encodeURIComponent(code)}`
  return (
    <Page title={name}>
      <div className={publicStyles.results}>
        <Crumbs
          trail={[
            { to: '/calls', label: t('calls') },
            { to: at, label: (english && titleEn) || title },
            { to: `${at}/results`, label: t('title') },
          ]}
          here={name}
        />
        <h1>
          {name}, {draw.lotTitle}
        </h1>
        <p className={publicStyles.intro}>{t('draw.intro')}</p>
        <Facts draw={draw} />
        {draw.tickets && (
          <>
            <Order tickets={draw.tickets} />
            <p className={publicStyles.intro}>{t('draw.how')}</p>
            <div className={publicStyles.own}>
              <Repeat draw={draw} />
            </div>
          </>
        )}
      </div>
    </Page>
  )
}

/** A draw for everybody: list, rule, number, order, and a way to make it again in one's own browser. */
export function DrawPage() {
  const { code = '', id = '' } = useParams()
  const { data, error, refetch } = useQuery(drawQuery(code, id))
  if (data) return <DrawPageView {...data} />
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) return <NotFoundPage />
  return (
    <Page title={code}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
    </Page>
  )
}

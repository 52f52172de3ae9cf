import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { MyNeed, PublicNeed } from '#schema/needs'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import styles from '../qualifiedList/qualifiedList.module.css'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AnswerForms } from './AnswerForms.tsx'
import { CloseNeed } from './CloseNeed.tsx'
import { NeedFiles } from './NeedFiles.tsx'
import { myNeedQuery, publicNeedQuery } from './needsApi.ts'
import { Ranking } from './Ranking.tsx'
import { useNeedWords } from './useNeedWords.ts'

function Facts({ need, mine }: { need: PublicNeed; mine: MyNeed | null }) {
  const { t } = useTranslation('needs')
  const words = useNeedWords()
  return (
    <DefinitionList
      entries={[
        { term: t('facts.process'), value: words.process(need.process) },
        {
          term: t('facts.material'),
          value: need.material ? words.material(need.material) : t('facts.anyMaterial'),
        },
        { term: t('facts.size'), value: words.size(need) ?? t('facts.noSize') },
        { term: t('facts.quantity'), value: t('pieces', { count: need.quantity }) },
        { term: t('facts.place'), value: need.place ? words.place(need.place) : t('facts.noPlace') },
        ...(mine?.replyTo ? [{ term: t('facts.replyTo'), value: mine.replyTo }] : []),
      ]}
    />
  )
}

function Contacts({ need }: { need: MyNeed }) {
  const { t } = useTranslation('needs')
  const format = useFormats()
  if (need.contacts.length === 0) return null
  return (
    <section>
      <h2>{t(need.isMine ? 'contacts' : 'contactsToMe')}</h2>
      <ul className={styles.labs}>
        {need.contacts.map(({ lab, labName, message, sentAt }) => (
          <li key={lab + sentAt}>
            <strong>{labName}</strong>
            <span className={styles.small}>{format.dateTime(sentAt)}</span>
            <p className={styles.quote}>{message}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Shown({ need, mine }: { need: PublicNeed; mine: MyNeed | null }) {
  const { t } = useTranslation('needs')
  const format = useFormats()
  const words = useNeedWords()
  return (
    <Page title={need.title}>
      <div className={styles.page}>
        <Crumbs trail={[{ to: '/needs', label: t('title') }]} here={need.code} />
        <h1>{need.title}</h1>
        <p className={styles.line}>
          {need.code} · {words.asking(need)} · {t('until', { date: format.date(need.endsOn) })},{' '}
          {t('by', { date: format.date(need.dueOn) })}
          {need.audience === 'matched' && <Tag>{t('private')}</Tag>}
          {!need.isOpen && <Tag>{t('closed')}</Tag>}
        </p>
        <p className={styles.quote}>{need.description}</p>
        <Facts need={need} mine={mine} />
        {mine && <NeedFiles need={mine} />}
        {mine && <AnswerForms need={mine} />}
        {mine && <Contacts need={mine} />}
        <Ranking need={need} mine={mine} />
        {mine?.isMine && mine.isOpen && <CloseNeed code={mine.code} />}
      </div>
    </Page>
  )
}

/** One need: for everybody where it is public, and with its conversation for who asks and the labs it is for. */
export function NeedPage() {
  const { code = '' } = useParams()
  const { t } = useTranslation('needs')
  const { may, known } = useMe()
  const acts = may('actForParties')
  const mine = useQuery({ ...myNeedQuery(code), enabled: acts })
  const isNotMine = known && (!acts || mine.isError)
  const everybodys = useQuery({ ...publicNeedQuery(code), enabled: isNotMine })
  if (mine.data) return <Shown need={mine.data} mine={mine.data} />
  if (everybodys.data) return <Shown need={everybodys.data} mine={null} />
  const { error } = everybodys
  const missing = error instanceof ApiProblem && error.status === 404
  return (
    <Page title={t('title')}>
      {missing && (
        <EmptyState whole title={t('notFound')}>
          <p>{t('notFoundBody')}</p>
          <LinkButton to="/needs" look="primary">
            {t('title')}
          </LinkButton>
        </EmptyState>
      )}
      {error && !missing && <ErrorState error={error} onRetry={() => void everybodys.refetch()} />}
      {!error && <Skeleton lines={10} />}
    </Page>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Edition } from '#schema/editions'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import desk from '../callDesk/callDesk.module.css'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { Note } from '../ui/marks.tsx'
import { AskFile } from './AskFile.tsx'
import { EditionFiles } from './EditionFiles.tsx'
import styles from './editions.module.css'
import { filesQuery } from './editionsApi.ts'

function EditionSection({ edition, code }: { edition: Edition; code: string }) {
  const { t } = useTranslation('editions')
  return (
    <section className={`${desk.section} ${styles.edition}`}>
      <h2>{t(`edition.${edition}`)}</h2>
      <p className={styles.quiet}>{t(`about.${edition}`)}</p>
      {edition === 'council' && <Note tone="warn">{t('reserved')}</Note>}
      <AskFile edition={edition} code={code} />
      <EditionFiles edition={edition} code={code} />
    </section>
  )
}

function Editions({ code }: { code: string }) {
  const { t } = useTranslation('editions')
  const { may } = useMe()
  const { data, error } = useQuery(filesQuery('council', code))
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  const plan = data?.plan
  const trail = may('examineObservations')
    ? [
        { to: '/desk/plans', label: t('plans') },
        { to: `/desk/plans/${code}`, label: code },
      ]
    : [{ to: `/plans/${code}`, label: code }]
  return (
    <Page title={t('title')} wide>
      <div className={desk.page}>
        <Crumbs trail={trail} here={t('title')} />
        <div className={desk.head}>
          <h1>
            {t('title')}
            {plan && `. ${plan.title}`}
          </h1>
        </div>
        <p className={styles.lead}>{t('intro')}</p>
        {may('leadPlans') && <EditionSection edition="public" code={code} />}
        <EditionSection edition="council" code={code} />
      </div>
    </Page>
  )
}

/** The files of the register of replies of a plan: for the public, and for the Council with names. */
export function EditionsPage() {
  const { t } = useTranslation('editions')
  const { code = '' } = useParams()
  return (
    <PermittedOnly
      permission="readCouncilEdition"
      title={t('title')}
      notYours={t('notYours')}
      notYoursBody={t('notYoursBody')}
    >
      <Editions code={code} />
    </PermittedOnly>
  )
}

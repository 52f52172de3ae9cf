import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { romeDate } from '#rules/city'
import type { DeskEdition, EditionContent } from '#schema/qualifiedList'
import { ActionButton } from '../agreements/ActionButton.tsx'
import layout from '../agreements/agreements.module.css'
import { ApiProblem } from '../api/client.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { useFormats } from '../i18n/format.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { EditionForm } from './EditionForm.tsx'
import { ExaminersOnly } from './ExaminersOnly.tsx'
import { editionPath, editionQuery, queueQuery, templateQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'
import { RequirementDetail, useWords } from './RequirementWords.tsx'

/** What a published edition asks for; only its last day can still be set. */
function Published({ edition, onDone }: { edition: DeskEdition; onDone: (after: DeskEdition) => void }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const words = useWords()
  const { code, version, publishedAt, content } = edition
  return (
    <>
      <Note>{t('edition.published', { date: publishedAt ? format.date(publishedAt) : '' })}</Note>
      <p>
        {content.closesOn
          ? t('window', { from: format.date(content.opensOn), to: format.date(content.closesOn) })
          : t('standing', { from: format.date(content.opensOn) })}
      </p>
      <ActionButton<DeskEdition>
        label={t('edition.close')}
        path={`${editionPath(code)}/close`}
        fields={[{ name: 'closesOn', label: t('edition.closesOn'), kind: 'date' }]}
        values={{ closesOn: content.closesOn ?? '' }}
        faultText={() => t('edition.fault.closesBeforeOpening')}
        bodyOf={(written) => ({ version, ...written })}
        onDone={onDone}
      />
      <ul className={styles.requirements}>
        {content.requirements.map((requirement) => (
          <li key={requirement.code} className={styles.requirement}>
            <h2>{words.label(requirement)}</h2>
            <RequirementDetail requirement={requirement} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Loaded({ code }: { code: string }) {
  const { t } = useTranslation('labList')
  const queries = useQueryClient()
  const query = editionQuery(code)
  const { data, error, refetch } = useQuery(query)
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  const onDone = (after: DeskEdition) => {
    queries.setQueryData(query.queryKey, after)
    void queries.invalidateQueries({ queryKey: queueQuery.queryKey, exact: true })
    void queries.invalidateQueries({ queryKey: ['/api/lab-list'] })
  }
  return (
    <DeskFrame title={data?.content.title ?? code} list={{ to: '/desk/lab-list', label: t('desk.entry') }}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data?.publishedAt && <Published edition={data} onDone={onDone} />}
      {data && !data.publishedAt && (
        <>
          <EditionForm key={data.version} edition={data} content={data.content} onSaved={onDone} />
          <p className={layout.note}>{t('edition.publishNote')}</p>
          <ActionButton<DeskEdition>
            label={t('edition.publish')}
            look="primary"
            path={`${editionPath(code)}/publish`}
            fields={[]}
            about={t('edition.publishNote')}
            bodyOf={() => ({ version: data.version })}
            onDone={onDone}
          />
        </>
      )}
    </DeskFrame>
  )
}

/** An edition of the list on the desk. */
export function DeskEditionPage() {
  const { code = '' } = useParams()
  return (
    <ExaminersOnly>
      <Loaded code={code} />
    </ExaminersOnly>
  )
}

function NewEdition() {
  const { t } = useTranslation('labList')
  const go = useGo()
  const { data, error, refetch } = useQuery(templateQuery)
  const today = romeDate(new Date())
  const begin = (template: NonNullable<typeof data>): EditionContent => ({
    title: '',
    titleEn: null,
    act: '',
    actDate: today,
    opensOn: today,
    closesOn: null,
    ...template,
  })
  return (
    <DeskFrame title={t('edition.new')} list={{ to: '/desk/lab-list', label: t('desk.entry') }}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && (
        <EditionForm
          edition={null}
          content={begin(data)}
          onSaved={({ code }) => go(`/desk/lab-list/editions/${code}`)}
        />
      )}
    </DeskFrame>
  )
}

/** A new one, from the requirements of the city pack. */
export const NewEditionPage = () => (
  <ExaminersOnly>
    <NewEdition />
  </ExaminersOnly>
)

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { DistrictDesk } from '#schema/opinions'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import layout from '../agreements/agreements.module.css'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { AskedSections, Given, Purposes, Section } from './MunicipioSections.tsx'
import styles from './opinions.module.css'
import { municipioQuery } from './opinionsApi.ts'
import { type Writing, WritingDialog } from './WritingDialog.tsx'

/** When other Municipi sit about what this one was asked. */
function Hearings({ hearings }: Pick<DistrictDesk, 'hearings'>) {
  const { t } = useTranslation('opinions')
  const format = useFormats()
  return (
    <Section title={t('municipio.hearings')}>
      {hearings.length === 0 && <p className={styles.note}>{t('municipio.noHearings')}</p>}
      <ul>
        {hearings.map(({ district, title, on, place, askedId }) => (
          <li key={askedId + district}>
            {t('district', { district })}: {title}.{' '}
            {place
              ? t('hearingAt', { date: format.date(on), place })
              : t('hearing', { date: format.date(on) })}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Council({ desk }: { desk: DistrictDesk }) {
  const { t } = useTranslation('opinions')
  const language = useLanguage()
  const { members, quorum, membersNote, quorumBasis } = desk.council
  return (
    <p className={styles.note}>
      {t('municipio.council', { members, quorum })} {membersNote[language]} {quorumBasis[language]}
    </p>
  )
}

function Loaded({ desk }: { desk: DistrictDesk }) {
  const { t } = useTranslation('opinions')
  const [writing, setWriting] = useState<Writing | null>(null)
  const [done, setDone] = useState('')
  const go = useGo()
  const { district, districts } = desk
  return (
    <>
      <div className={layout.head}>
        <h1>{t('municipio.title', { district })}</h1>
        <Link to={`/opinions?district=${encodeURIComponent(district)}`}>{t('title')}</Link>
      </div>
      <p className={styles.intro}>{t('municipio.intro')}</p>
      {districts.length > 1 && (
        <SelectField
          id="municipio-district"
          label={t('municipio.name')}
          value={district}
          options={districts.map((code) => ({ value: code, label: t('district', { district: code }) }))}
          onChange={(code) => go(`/municipio?district=${encodeURIComponent(code)}`)}
        />
      )}
      {!desk.mayGive && <Note>{t('municipio.reads')}</Note>}
      <p role="status">{done}</p>
      <AskedSections desk={desk} write={setWriting} />
      <Hearings hearings={desk.hearings} />
      <Given desk={desk} write={setWriting} onDone={setDone} />
      <Purposes desk={desk} write={setWriting} />
      <Council desk={desk} />
      {writing && (
        <WritingDialog
          desk={desk}
          writing={writing}
          onClose={() => setWriting(null)}
          onDone={(words) => {
            setWriting(null)
            setDone(words)
          }}
        />
      )}
    </>
  )
}

function Desk() {
  const [search] = useSearchParams()
  const { data, error, refetch } = useQuery(municipioQuery(search.get('district')))
  return (
    <div className={layout.desk}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && <Loaded desk={data} />}
    </div>
  )
}

/** The desk of a Municipio: the front door of its office, read by its councillors too. */
export function MunicipioPage() {
  const { t } = useTranslation('opinions')
  return (
    <PermittedOnly
      permission="readDistrictDesk"
      title={t('municipio.name')}
      notYours={t('municipio.notYours')}
      notYoursBody={t('municipio.notYoursBody')}
    >
      <Page title={t('municipio.name')} wide>
        <Desk />
      </Page>
    </PermittedOnly>
  )
}

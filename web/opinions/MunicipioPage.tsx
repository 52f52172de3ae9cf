import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { AskedOpinion, DistrictDesk, OpinionItem, SpacePurpose } from '#schema/opinions'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { AskedRows } from './AskedRows.tsx'
import { GiveForm } from './GiveForm.tsx'
import { HearingForm } from './HearingForm.tsx'
import { OpinionRows } from './OpinionRows.tsx'
import styles from './opinions.module.css'
import { municipioQuery, useWithdrawPurpose } from './opinionsApi.ts'
import { PurposeForm } from './PurposeForm.tsx'
import { PurposeRows } from './PurposeRows.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

/** What is being written, in a dialog. */
type Writing =
  | { what: 'give'; asked: AskedOpinion }
  | { what: 'free' }
  | { what: 'correct'; opinion: OpinionItem; asked: AskedOpinion | undefined }
  | { what: 'hearing'; asked: AskedOpinion }
  | { what: 'propose' }
  | { what: 'withdraw'; purpose: SpacePurpose }

const filePath = (requestId: string, fileId: string) => `/api/municipio/files/${requestId}/${fileId}`

function useTitle() {
  const { t } = useTranslation('opinions')
  return (writing: Writing): string => {
    if (writing.what === 'give') return t('municipio.giveOn', { title: writing.asked.title })
    if (writing.what === 'correct') return t('municipio.correctOf', { title: writing.opinion.title })
    if (writing.what === 'hearing') return t('municipio.hearingOf', { title: writing.asked.title })
    return t(writing.what === 'free' ? 'municipio.giveFree' : 'municipio.propose')
  }
}

interface WritingProps {
  desk: DistrictDesk
  writing: Writing
  onDone: (words: string) => void
  onClose: () => void
}

function WithdrawDialog({
  purpose,
  onDone,
  onClose,
}: { purpose: SpacePurpose } & Omit<WritingProps, 'desk' | 'writing'>) {
  const { t } = useTranslation('opinions')
  const withdraw = useWithdrawPurpose()
  return (
    <ReasonDialog
      title={t('municipio.withdrawPurposeOf', { space: purpose.space.code })}
      label={t('municipio.withdrawPurpose')}
      pending={withdraw.isPending}
      error={withdraw.error}
      onClose={onClose}
      onSend={(reason) =>
        withdraw.mutate(
          { id: purpose.id, reason },
          { onSuccess: () => onDone(t('municipio.done.withdrawn')) },
        )
      }
    />
  )
}

/** The dialog in which something is written. */
function WritingDialog({ desk, writing, onDone, onClose }: WritingProps) {
  const { t } = useTranslation('opinions')
  const titleOf = useTitle()
  if (writing.what === 'withdraw')
    return <WithdrawDialog purpose={writing.purpose} onDone={onDone} onClose={onClose} />
  const given = (fileFailed: boolean) => onDone(t(fileFailed ? 'give.fileFailed' : 'municipio.done.given'))
  const giving = {
    give: writing.what === 'give' && {
      asked: writing.asked.id,
      replaces: null,
      kind: writing.asked.object.kind,
    },
    free: writing.what === 'free' && { asked: null, replaces: null, kind: null },
    correct: writing.what === 'correct' && {
      asked: writing.asked?.id ?? null,
      replaces: writing.opinion.id,
      kind: writing.opinion.object.kind,
    },
  }
  const on = giving.give || giving.free || giving.correct
  return (
    <Dialog title={titleOf(writing)} open onClose={onClose}>
      {on && <GiveForm desk={desk} on={on} onDone={given} />}
      {writing.what === 'hearing' && (
        <HearingForm asked={writing.asked} onDone={() => onDone(t('municipio.done.hearing'))} />
      )}
      {writing.what === 'propose' && (
        <PurposeForm desk={desk} onDone={() => onDone(t('municipio.done.proposed'))} />
      )}
    </Dialog>
  )
}

interface PartProps {
  desk: DistrictDesk
  write: (writing: Writing) => void
}

/** What can be done with one that still takes an opinion. */
function GiveButtons({ asked, write }: { asked: AskedOpinion } & Pick<PartProps, 'write'>) {
  const { t } = useTranslation('opinions')
  const { title } = asked
  return (
    <div className={styles.buttons}>
      <Button
        look="primary"
        aria-label={t('municipio.giveOn', { title })}
        onPress={() => write({ what: 'give', asked })}
      >
        {t('municipio.give')}
      </Button>
      <Button
        aria-label={t('municipio.hearingOf', { title })}
        onPress={() => write({ what: 'hearing', asked })}
      >
        {t('municipio.hearing')}
      </Button>
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** What was asked: what waits first, then what nobody answered in time. */
function AskedSections({ desk, write }: PartProps) {
  const { t } = useTranslation('opinions')
  const of = (state: AskedOpinion['state']) => desk.asked.filter((one) => one.state === state)
  const rows = (state: AskedOpinion['state']) => (
    <AskedRows
      items={of(state)}
      empty={t('municipio.noWaiting')}
      filePath={filePath}
      actions={(asked) =>
        desk.mayGive && state !== 'withdrawn' && <GiveButtons asked={asked} write={write} />
      }
    />
  )
  return (
    <>
      <Section title={t('municipio.waiting')}>{rows('waiting')}</Section>
      {of('silent').length > 0 && <Section title={t('municipio.silent')}>{rows('silent')}</Section>}
    </>
  )
}

function Given({ desk, write }: PartProps) {
  const { t } = useTranslation('opinions')
  return (
    <Section title={t('municipio.given')}>
      <OpinionRows
        items={desk.given}
        actions={(opinion) =>
          desk.mayGive && (
            <div className={styles.buttons}>
              <Button
                look="quiet"
                aria-label={t('municipio.correctOf', { title: opinion.title })}
                onPress={() =>
                  write({
                    what: 'correct',
                    opinion,
                    asked: desk.asked.find((one) => one.opinion?.id === opinion.id),
                  })
                }
              >
                {t('municipio.correct')}
              </Button>
            </div>
          )
        }
      />
      {desk.mayGive && (
        <div className={styles.buttons}>
          <Button onPress={() => write({ what: 'free' })}>{t('municipio.giveFree')}</Button>
        </div>
      )}
    </Section>
  )
}

function Purposes({ desk, write }: PartProps) {
  const { t } = useTranslation('opinions')
  return (
    <Section title={t('purposes')}>
      <PurposeRows
        items={desk.purposes}
        actions={(purpose) =>
          desk.mayGive &&
          purpose.withdrawnOn === null && (
            <div className={styles.buttons}>
              <Button
                look="quiet"
                aria-label={t('municipio.withdrawPurposeOf', { space: purpose.space.code })}
                onPress={() => write({ what: 'withdraw', purpose })}
              >
                {t('municipio.withdrawPurpose')}
              </Button>
            </div>
          )
        }
      />
      {desk.mayGive && (
        <div className={styles.buttons}>
          <Button onPress={() => write({ what: 'propose' })}>{t('municipio.propose')}</Button>
        </div>
      )}
    </Section>
  )
}

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
      <div className={styles.head}>
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
      <Given desk={desk} write={setWriting} />
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
    <div className={styles.desk}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && <Loaded desk={data} />}
    </div>
  )
}

/** The front door of an office of a Municipio and of its councillors. */
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

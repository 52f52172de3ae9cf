import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AskedOpinion, DistrictDesk, OpinionItem } from '#schema/opinions'
import { Button } from '../ui/Button.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { AskedRows } from './AskedRows.tsx'
import { OpinionRows } from './OpinionRows.tsx'
import styles from './opinions.module.css'
import { useAddOpinionFile } from './opinionsApi.ts'
import { PurposeRows } from './PurposeRows.tsx'
import { Refused } from './Refused.tsx'
import type { Writing } from './WritingDialog.tsx'

const filePath = (requestId: string, fileId: string) => `/api/municipio/files/${requestId}/${fileId}`

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

/** A part of the desk under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** What was asked: what waits first, then what nobody answered in time. */
export function AskedSections({ desk, write }: PartProps) {
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

interface GivenProps extends PartProps {
  onDone: (words: string) => void
}

/** What can be done with an opinion that stands: the file of its act added, or another put in its place. */
function GivenButtons({ opinion, desk, write, onDone }: GivenProps & { opinion: OpinionItem }) {
  const { t } = useTranslation('opinions')
  const addFile = useAddOpinionFile()
  const { id, title } = opinion
  const asked = desk.asked.find((one) => one.opinion?.id === id)
  return (
    <>
      <div className={styles.buttons}>
        <FileButton
          look="quiet"
          aria-label={t('desk.addFileTo', { title })}
          isPending={addFile.isPending}
          onFile={(file) => addFile.mutate({ id, file }, { onSuccess: () => onDone(t('desk.done.file')) })}
        >
          {t('desk.addFile')}
        </FileButton>
        <Button
          look="quiet"
          aria-label={t('municipio.correctOf', { title })}
          onPress={() => write({ what: 'correct', opinion, asked })}
        >
          {t('municipio.correct')}
        </Button>
      </div>
      <Refused error={addFile.error} />
    </>
  )
}

/** What the Municipio said; each can have the file of its act added, and be corrected by a new one. */
export function Given(props: GivenProps) {
  const { t } = useTranslation('opinions')
  const { desk, write } = props
  return (
    <Section title={t('municipio.given')}>
      <OpinionRows
        items={desk.given}
        actions={(opinion) => desk.mayGive && <GivenButtons {...props} opinion={opinion} />}
      />
      {desk.mayGive && (
        <div className={styles.buttons}>
          <Button onPress={() => write({ what: 'free' })}>{t('municipio.giveFree')}</Button>
        </div>
      )}
    </Section>
  )
}

/** What it proposed for spaces. */
export function Purposes({ desk, write }: PartProps) {
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

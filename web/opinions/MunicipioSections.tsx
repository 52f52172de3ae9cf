import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AskedOpinion, DistrictDesk } from '#schema/opinions'
import { Button } from '../ui/Button.tsx'
import { AskedRows } from './AskedRows.tsx'
import { OpinionRows } from './OpinionRows.tsx'
import styles from './opinions.module.css'
import { PurposeRows } from './PurposeRows.tsx'
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

/** What the Municipio said, each to be corrected by a new one. */
export function Given({ desk, write }: PartProps) {
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

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskVisits } from '#schema/visits'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Tag } from '../ui/marks.tsx'
import styles from './callDesk.module.css'
import { cancelVisit, recordAttendance, useVisitDeed } from './visitsApi.ts'

type Visit = DeskVisits['items'][number]
type Booking = Visit['bookings'][number]

const hadPlace = ['booked', 'attended', 'missed']

function Attendance({ code, booking }: { code: string; booking: Booking }) {
  const { t } = useTranslation('callDesk')
  const recording = useVisitDeed(code, (attended: boolean) => recordAttendance(booking.id, attended))
  return (
    <>
      {([true, false] as const).map((attended) => (
        <Button
          key={String(attended)}
          aria-label={t(attended ? 'visitCame' : 'visitMissed', { name: booking.visitor })}
          isPending={recording.isPending}
          isDisabled={booking.status === (attended ? 'attended' : 'missed')}
          onPress={() => recording.mutate(attended)}
        >
          {t(attended ? 'came' : 'missed')}
        </Button>
      ))}
      <Failure error={recording.error} />
    </>
  )
}

function Bookings({ code, visit, begun }: { code: string; visit: Visit; begun: boolean }) {
  const { t } = useTranslation('callDesk')
  if (visit.bookings.length === 0) return <p className={styles.note}>{t('noBookings')}</p>
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('bookings')}>
      <table className={styles.table}>
        <caption className="vh">{t('bookings')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('visitor')}</th>
            <th scope="col" className={styles.figure}>
              {t('visitPeople')}
            </th>
            <th scope="col">{t('column.status')}</th>
            {begun && <th scope="col">{t('attendance')}</th>}
          </tr>
        </thead>
        <tbody>
          {visit.bookings.map((booking) => (
            <tr key={booking.id}>
              <th scope="row">{booking.visitor}</th>
              <td className={styles.figure}>{booking.people}</td>
              <td>{t(`booking.${booking.status}`)}</td>
              {begun && (
                <td>{hadPlace.includes(booking.status) && <Attendance code={code} booking={booking} />}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CallOff({ code, visit, when }: { code: string; visit: Visit; when: string }) {
  const { t } = useTranslation('callDesk')
  const [asked, setAsked] = useState(false)
  const cancelling = useVisitDeed(code, () => cancelVisit(code, visit.id))
  return (
    <>
      <Button look="quiet" aria-label={`${t('callOff')}: ${when}`} onPress={() => setAsked(true)}>
        {t('callOff')}
      </Button>
      <Dialog title={t('callOff')} open={asked} onClose={() => setAsked(false)}>
        <p>{t('callOffBody', { when })}</p>
        <Failure error={cancelling.error} />
        <Button
          look="primary"
          isPending={cancelling.isPending}
          onPress={() => cancelling.mutate(undefined, { onSuccess: () => setAsked(false) })}
        >
          {t('callOff')}
        </Button>
      </Dialog>
    </>
  )
}

/** One visit with who comes and who waits; attendance once it has begun. */
export function DeskVisit({ code, visit }: { code: string; visit: Visit }) {
  const { t } = useTranslation('callDesk')
  const format = useFormats()
  const when = format.dateTime(visit.startsAt)
  const begun = new Date(visit.startsAt) <= new Date()
  const waiting = visit.bookings.filter(({ status }) => status === 'waiting').length
  return (
    <section className={styles.section} aria-label={when}>
      <div className={styles.buttons}>
        <h2>
          {when}
          {visit.lot !== null && `, ${t('lot', { number: visit.lot })}`}
        </h2>
        {visit.cancelled && <Tag>{t('calledOff')}</Tag>}
        {!visit.cancelled && !begun && <CallOff code={code} visit={visit} when={when} />}
      </div>
      <p>
        {visit.meetingPoint} ·{' '}
        {t('visitPlaces', { taken: visit.capacity - visit.free, capacity: visit.capacity })}
        {waiting > 0 && ` · ${t('visitWaiting', { count: waiting })}`}
      </p>
      <Bookings code={code} visit={visit} begun={begun && !visit.cancelled} />
    </section>
  )
}

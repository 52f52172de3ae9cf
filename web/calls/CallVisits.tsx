import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookingList, VisitList } from '#schema/visits'
import { useMe } from '../accounts/useMe.ts'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { partiesQuery } from '../parties/partiesApi.ts'
import { Button, LinkButton, OutwardButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { SelectField } from '../ui/fields.tsx'
import styles from './callPage.module.css'

type Visit = VisitList['items'][number]
type Booking = BookingList['items'][number]

const pathOf = (code: string) => `/api/calls/${encodeURIComponent(code)}/visits`

function useVisitAction<Input>(code: string, mutationFn: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['call', code, 'visits'] })
      void queries.invalidateQueries({ queryKey: ['myVisits', code] })
    },
  })
}

function Mine({ code, booking: { id, status, certificate } }: { code: string; booking: Booking }) {
  const { t } = useTranslation('callPage')
  const language = useLanguage()
  const cancelling = useVisitAction(code, () => api(`/api/visit-bookings/${id}/cancel`, { method: 'POST' }))
  return (
    <>
      <p role="status">
        <strong>{t(`visits.status.${status}`)}</strong>
      </p>
      {(status === 'booked' || status === 'waiting') && (
        <Button isPending={cancelling.isPending} onPress={() => cancelling.mutate(undefined)}>
          {t('visits.cancel')}
        </Button>
      )}
      {certificate && (
        <OutwardButton
          href={`/api/visit-bookings/${id}/certificate.pdf?language=${language}`}
          icon="download"
        >
          {t('visits.certificate')}
        </OutwardButton>
      )}
      <Failure error={cancelling.error} />
    </>
  )
}

const partySizes = ['1', '2', '3', '4', '5']

/** The organisations and groupings one may visit for; oneself is the first choice. */
function useVisitors() {
  const { t } = useTranslation('callPage')
  const { data } = useQuery(partiesQuery)
  const others = data?.items.filter(({ isOwn }) => !isOwn) ?? []
  return [
    { value: '', label: t('visits.myself') },
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ]
}

function BookForm({ code, visit: { id, free, startsAt } }: { code: string; visit: Visit }) {
  const { t } = useTranslation('callPage')
  const format = useFormats()
  const visitors = useVisitors()
  const [people, setPeople] = useState('1')
  const [party, setParty] = useState('')
  const body = { people: Number(people), ...(party && { party }) }
  const booking = useVisitAction(code, () => api(`${pathOf(code)}/${id}/bookings`, { method: 'POST', body }))
  const what = t(free >= Number(people) ? 'visits.book' : 'visits.wait')
  return (
    <>
      <SelectField
        id={`people-${id}`}
        label={t('visits.people')}
        value={people}
        onChange={setPeople}
        options={partySizes.map((size) => ({ value: size, label: size }))}
      />
      {visitors.length > 1 && (
        <SelectField
          id={`visitor-${id}`}
          label={t('visits.for')}
          value={party}
          onChange={setParty}
          options={visitors}
        />
      )}
      <Button
        isPending={booking.isPending}
        aria-label={t('visits.bookOf', { what, when: format.dateTime(startsAt) })}
        onPress={() => booking.mutate(undefined)}
      >
        {what}
      </Button>
      <Failure error={booking.error} />
    </>
  )
}

function VisitLine({ code, visit, booking }: { code: string; visit: Visit; booking: Booking | undefined }) {
  const { t } = useTranslation('callPage')
  const format = useFormats()
  const { may } = useMe()
  const { startsAt, lot, meetingPoint, cancelled, free } = visit
  const canBook = may('writeRequests') && !cancelled && new Date(startsAt) > new Date()
  return (
    <li className={styles.deskQuestion}>
      <h3>
        <time dateTime={startsAt}>{format.dateTime(startsAt)}</time>
        {lot !== null && `, ${t('visits.lot', { lot })}`}
      </h3>
      <p>
        {t('visits.place', { place: meetingPoint })} ·{' '}
        {cancelled ? t('visits.off') : t('visits.free', { count: free })}
      </p>
      <div className={styles.buttons}>
        {booking && <Mine code={code} booking={booking} />}
        {canBook && (!booking || booking.status === 'cancelled') && <BookForm code={code} visit={visit} />}
      </div>
    </li>
  )
}

/** Visits to the spaces of a call, and one's own places on them. */
export function CallVisits({ code }: { code: string }) {
  const { t } = useTranslation('callPage')
  const { me, known, may } = useMe()
  const { data, error, refetch } = useQuery({
    queryKey: ['call', code, 'visits'],
    queryFn: () => api<VisitList>(pathOf(code)),
  })
  const { data: mine } = useQuery({
    queryKey: ['myVisits', code],
    queryFn: () => api<BookingList>(`${pathOf(code)}/mine`),
    enabled: may('writeRequests'),
  })
  return (
    <section className={styles.questions}>
      <h2>{t('visits.title')}</h2>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p>{t('visits.none')}</p>}
      <ul>
        {data?.items.map((visit) => (
          <VisitLine
            key={visit.id}
            code={code}
            visit={visit}
            booking={mine?.items.findLast(({ slot }) => slot === visit.id)}
          />
        ))}
      </ul>
      {known && !me && data && data.items.length > 0 && (
        <LinkButton to={`/sign-in?next=${encodeURIComponent(`/calls/${code}`)}`}>
          {t('visits.signIn')}
        </LinkButton>
      )}
    </section>
  )
}

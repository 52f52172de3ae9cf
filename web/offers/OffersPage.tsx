import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Offer, OfferList } from '#schema/offers'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { OfferGlyph } from '../ui/PlaceGlyphs.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import { useGo } from '../url/navigate.ts'
import styles from './offers.module.css'
import { type OffersState, offersParameters, readOffersState } from './offersState.ts'

function ObligationLine({ obligation }: { obligation: Offer['obligations'][number] }) {
  const { t } = useTranslation('offers')
  const format = useFormats()
  const language = useLanguage()
  const facts = [
    obligation.areaM2 !== null && format.area(obligation.areaM2),
    obligation.rentCapEurM2Year !== null &&
      (obligation.rentCapEurM2Year === 0
        ? t('rentNone')
        : t('rentCap', { rent: format.euro(obligation.rentCapEurM2Year) })),
    obligation.years !== null && t('years', { count: obligation.years }),
    obligation.hours,
    obligation.forWhom,
    obligation.metOn
      ? t('metOn', { date: format.date(obligation.metOn) })
      : obligation.dueOn && t('dueOn', { date: format.date(obligation.dueOn) }),
  ]
  return (
    <li>
      <b>{language === 'en' ? (obligation.titleEn ?? obligation.title) : obligation.title}</b>
      {facts.some(Boolean) && ': '}
      {facts.filter(Boolean).join(', ')}
    </li>
  )
}

function Contact({ contact }: { contact: NonNullable<Offer['contact']> }) {
  const { t } = useTranslation('offers')
  const { name, email, phone } = contact
  return (
    <p>
      {t('ask')} {[name, phone].filter(Boolean).join(', ')} {email && <a href={`mailto:${email}`}>{email}</a>}
    </p>
  )
}

function OfferCard({ offer }: { offer: Offer }) {
  const { t } = useTranslation('offers')
  const format = useFormats()
  const language = useLanguage()
  const title = language === 'en' ? (offer.titleEn ?? offer.title) : offer.title
  const summary = language === 'en' ? (offer.summaryEn ?? offer.summary) : offer.summary
  const [lon, lat] = offer.point ?? []
  return (
    <li className={styles.card}>
      <h2>
        <OfferGlyph size={18} />
        {title}
      </h2>
      <p>
        <Tag tone={offer.status === 'inForce' ? 'ok' : offer.status === 'breached' ? 'danger' : 'plain'}>
          {t(`status.${offer.status}`)}
        </Tag>{' '}
        {t(`kind.${offer.kind}`)}
      </p>
      <p>
        {[
          t('parties', { operator: offer.operator, city: offer.cityBody }),
          offer.address,
          offer.district && t('district', { code: offer.district }),
        ]
          .filter(Boolean)
          .join(', ')}
        .
      </p>
      {summary && <p>{summary}</p>}
      {offer.obligations.length > 0 && (
        <ul className={styles.obligations}>
          {offer.obligations.map((one) => (
            <ObligationLine key={one.title} obligation={one} />
          ))}
        </ul>
      )}
      {offer.contact && <Contact contact={offer.contact} />}
      <p className={styles.small}>
        {[
          offer.deedNumber &&
            offer.deedDate &&
            t('deed', { number: offer.deedNumber, date: format.date(offer.deedDate) }),
          offer.expiresOn && t('expires', { date: format.date(offer.expiresOn) }),
          t('source', { source: offer.source }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {offer.point && (
        <p>
          <Link to={`/?near=${lon},${lat},1000`} aria-label={t('nearOf', { name: title })}>
            {t('near')}
          </Link>
        </p>
      )}
    </li>
  )
}

interface FiltersProps {
  state: OffersState
  onChange: (changes: Partial<OffersState>) => void
}

const districts = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

function Filters({ state, onChange }: FiltersProps) {
  const { t } = useTranslation('offers')
  const typed = useTypedText(state.q, 300, (q) => onChange({ q }))
  return (
    <div className={styles.filters}>
      <TextField id="offer-q" type="search" label={t('search')} value={typed.text} onChange={typed.setText} />
      <NumberField
        id="offer-area"
        label={t('areaMin')}
        unit="m²"
        maximum={100_000}
        value={state.areaMin}
        onChange={(areaMin) => onChange({ areaMin })}
      />
      <NumberField
        id="offer-rent"
        label={t('rentMax')}
        unit="€/m²"
        maximum={100_000}
        value={state.rentMax}
        onChange={(rentMax) => onChange({ rentMax })}
      />
      <SelectField
        id="offer-district"
        label={t('filterDistrict')}
        value={state.district}
        onChange={(district) => onChange({ district })}
        placeholder={t('all')}
        options={districts.map((value) => ({ value, label: value }))}
      />
      <Checkbox checked={state.space} onChange={(space) => onChange({ space })}>
        {t('onlySpace')}
      </Checkbox>
    </div>
  )
}

/** Agreements with private operators, and the space they have bound themselves to offer. */
export function OffersPage() {
  const { t } = useTranslation('offers')
  const [search] = useSearchParams()
  const go = useGo()
  const state = readOffersState(search)
  const parameters = offersParameters(state)
  const { data, error, refetch } = useQuery({
    queryKey: ['offers', parameters],
    queryFn: ({ signal }) => api<OfferList>(`/api/offers${parameters && `?${parameters}`}`, { signal }),
    placeholderData: keepPreviousData,
  })
  const change = (changes: Partial<OffersState>) => {
    const text = offersParameters({ ...state, ...changes })
    go(text ? `/offers?${text}` : '/offers', { replace: true })
  }
  return (
    <Page title={t('title')}>
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        <Filters state={state} onChange={change} />
        <p className={styles.count} role="status">
          {data && t('total', { count: data.total })}
        </p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {data?.total === 0 && (
          <EmptyState title={t('none')}>
            <p>{t(parameters ? 'noneFiltered' : 'noneBody')}</p>
            {parameters && <Button onPress={() => go('/offers')}>{t('reset')}</Button>}
          </EmptyState>
        )}
        {data && data.total > 0 && (
          <ul className={styles.cards}>
            {data.items.map((offer) => (
              <OfferCard key={offer.code} offer={offer} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  )
}

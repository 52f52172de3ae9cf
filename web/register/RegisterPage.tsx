import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { type Register, registerSorts } from '#schema/register'
import { PublicFiles, ToPublicFiles } from '../editions/PublicFiles.tsx'
import { useFormats } from '../i18n/format.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Icon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import { Pager } from '../ui/Pager.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { RegisterFilters } from './RegisterFilters.tsx'
import { PlanLine, RegisterFrame, Unread } from './RegisterFrame.tsx'
import { RegisterList } from './RegisterList.tsx'
import styles from './register.module.css'
import { apiPath, listQuery } from './registerApi.ts'
import {
  filterParameters,
  listParameters,
  pageSize,
  type RegisterState,
  registerPath,
  writeRegisterState,
} from './registerState.ts'
import { useRegisterState } from './useRegisterState.ts'

const RegisterMapView = lazy(async () => ({
  default: (await import('./RegisterMapView.tsx')).RegisterMapView,
}))

interface PartProps {
  code: string
  state: RegisterState
}

function Views({ code, state }: PartProps) {
  const { t } = useTranslation('register')
  return (
    <nav className={styles.views} aria-label={t('view.label')}>
      {(['list', 'map'] as const).map((view) => (
        <Link
          key={view}
          to={writeRegisterState(registerPath(code), { ...state, view, page: 1 })}
          aria-current={state.view === view ? 'page' : undefined}
        >
          <Icon name={view} />
          {t(`view.${view}`)}
        </Link>
      ))}
    </nav>
  )
}

/** The same points as figures and as files. */
function Elsewhere({ code, state }: PartProps) {
  const { t } = useTranslation('register')
  const parameters = listParameters(state)
  return (
    <p className={styles.actions}>
      <LinkButton
        to={writeRegisterState(`${registerPath(code)}/statistics`, {
          ...state,
          sort: undefined,
          descending: false,
          view: 'list',
          page: 1,
        })}
      >
        {t('toStatistics')}
      </LinkButton>
      {(['csv', 'geojson'] as const).map((format) => (
        <a key={format} href={`${apiPath(code)}.${format}${parameters && `?${parameters}`}`} download>
          <Icon name="download" />
          {t(`file.${format}`)}
        </a>
      ))}
      <ToPublicFiles code={code} />
    </p>
  )
}

interface ResultsProps extends PartProps {
  register: Register | undefined
  error: unknown
  onRetry: () => void
  onChange: (changes: Partial<RegisterState>) => void
}

function Order({ state, onChange }: Pick<ResultsProps, 'state' | 'onChange'>) {
  const { t } = useTranslation('register')
  return (
    <div className={styles.order}>
      <SelectField
        id="register-sort"
        label={t('order')}
        value={state.sort ?? 'number'}
        onChange={(chosen) =>
          onChange({ sort: registerSorts.find((sort) => sort === chosen && sort !== 'number') })
        }
        options={registerSorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
      />
    </div>
  )
}

function Results({ code, state, register, error, onRetry, onChange }: ResultsProps) {
  const { t } = useTranslation('register')
  const format = useFormats()
  if (!register) return error ? <ErrorState error={error} onRetry={onRetry} /> : <Skeleton lines={10} />
  const { total } = register
  return (
    <>
      <div className={styles.resultLine}>
        <p role="status">{t('total', { count: total, number: format.number(total) })}</p>
        <Views code={code} state={state} />
        {state.view === 'list' && <Order state={state} onChange={onChange} />}
      </div>
      {error ? <ErrorState error={error} onRetry={onRetry} /> : null}
      {total === 0 && (
        <EmptyState title={t('noneFound')}>
          <p>{t('noneFoundBody')}</p>
          <Button onPress={() => onChange({ filters: {} })}>{t('reset')}</Button>
        </EmptyState>
      )}
      {total > 0 && state.view === 'list' && (
        <>
          <RegisterList plan={code} items={register.items} />
          <Pager
            label={t('pages')}
            className={styles.pages}
            page={state.page}
            size={pageSize}
            total={total}
            to={(page) => writeRegisterState(registerPath(code), { ...state, page })}
          />
        </>
      )}
      {total > 0 && state.view === 'map' && (
        <Suspense fallback={<Skeleton lines={8} />}>
          <RegisterMapView
            plan={code}
            parameters={filterParameters(state)}
            filters={state.filters}
            onChange={(filters, view = 'map') => onChange({ filters, view })}
          />
        </Suspense>
      )}
    </>
  )
}

/** Everything that was asked of a plan and how it was decided: searched, narrowed, as a list or on the map. */
export function RegisterPage() {
  const { t } = useTranslation('register')
  const { code = '' } = useParams()
  const { state, change } = useRegisterState()
  const offset = (state.page - 1) * pageSize
  const page = `limit=${pageSize}${offset ? `&offset=${offset}` : ''}`
  const { data, error, refetch } = useQuery({
    ...listQuery(code, [listParameters(state), page].filter(Boolean).join('&')),
    placeholderData: (last, query) => (query?.queryKey[1] === code ? last : undefined),
  })
  const onRetry = () => void refetch()
  if (!data) return <Unread code={code} error={error} onRetry={onRetry} missing="noRegister" />
  return (
    <RegisterFrame
      code={code}
      plan={data.plan}
      title={t('title')}
      lead={
        <>
          <PlanLine plan={data.plan} />
          <p>{t('intro')}</p>
          <Elsewhere code={code} state={state} />
        </>
      }
    >
      <div className={styles.columns}>
        <RegisterFilters
          filters={state.filters}
          facets={data.facets}
          onChange={(filters) => change({ filters })}
        />
        <div className={styles.results}>
          <Results
            code={code}
            state={state}
            register={data}
            error={error}
            onRetry={onRetry}
            onChange={change}
          />
          <PublicFiles code={code} />
        </div>
      </div>
    </RegisterFrame>
  )
}

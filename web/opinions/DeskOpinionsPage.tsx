import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { type AskedOpinion, askedStates, type DeskOpinions } from '#schema/opinions'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import layout from '../agreements/agreements.module.css'
import { usePlaceNames } from '../districts/usePlaceNames.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { AskedRows } from './AskedRows.tsx'
import { AskForm } from './AskForm.tsx'
import styles from './opinions.module.css'
import { deskOpinionsQuery, useAddRequestFile, useWithdrawRequest } from './opinionsApi.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { Refused } from './Refused.tsx'

const filterNames = ['state', 'district'] as const

/** What of the list is shown, as the address holds it. */
function useFilters() {
  const [search] = useSearchParams()
  const go = useGo()
  const filters = Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = search.get(name)?.slice(0, 20)
      return value ? [[name, value]] : []
    }),
  ) as Partial<Record<(typeof filterNames)[number], string>>
  const set = (changes: typeof filters) => {
    const entries = Object.entries({ ...filters, ...changes }).filter(([, value]) => value)
    const parameters = new URLSearchParams(entries as [string, string][]).toString()
    go(`/desk/opinions${parameters && `?${parameters}`}`)
  }
  return { filters, set, parameters: new URLSearchParams(filters as Record<string, string>).toString() }
}

interface FiltersProps {
  filters: ReturnType<typeof useFilters>['filters']
  counts: DeskOpinions['counts'] | undefined
  set: ReturnType<typeof useFilters>['set']
}

function Filters({ filters, counts, set }: FiltersProps) {
  const { t } = useTranslation('opinions')
  const { districts } = usePlaceNames()
  return (
    <div className={layout.filters}>
      <SelectField
        id="desk-state"
        label={t('desk.stateFilter')}
        value={filters.state ?? ''}
        placeholder={t('all')}
        options={askedStates.map((state) => ({
          value: state,
          label: counts ? `${t(`state.${state}`)} (${counts[state]})` : t(`state.${state}`),
        }))}
        onChange={(state) => set({ state })}
      />
      <SelectField
        id="desk-district"
        label={t('municipio.name')}
        value={filters.district ?? ''}
        placeholder={t('all')}
        options={districts.map((number) => ({
          value: String(number),
          label: t('district', { district: number }),
        }))}
        onChange={(district) => set({ district })}
      />
    </div>
  )
}

/** What can be done with one that was asked, while it is not taken back. */
function Actions({ asked, onDone }: { asked: AskedOpinion; onDone: (words: string) => void }) {
  const { t } = useTranslation('opinions')
  const [open, setOpen] = useState(false)
  const withdraw = useWithdrawRequest()
  const addFile = useAddRequestFile()
  if (asked.state === 'withdrawn') return null
  const { requestId: id, title } = asked
  return (
    <>
      <div className={styles.buttons}>
        <FileButton
          aria-label={t('desk.addFileTo', { title })}
          isPending={addFile.isPending}
          onFile={(file) => addFile.mutate({ id, file }, { onSuccess: () => onDone(t('desk.done.file')) })}
        >
          {t('desk.addFile')}
        </FileButton>
        <Button look="quiet" aria-label={t('desk.withdrawOf', { title })} onPress={() => setOpen(true)}>
          {t('desk.withdraw')}
        </Button>
      </div>
      <Refused error={addFile.error} />
      {open && (
        <ReasonDialog
          title={t('desk.withdrawOf', { title })}
          label={t('desk.withdraw')}
          about={t('desk.withdrawAbout')}
          pending={withdraw.isPending}
          error={withdraw.error}
          onClose={() => setOpen(false)}
          onSend={(reason) =>
            withdraw.mutate(
              { id, reason },
              {
                onSuccess: () => {
                  setOpen(false)
                  onDone(t('desk.done.withdrawn'))
                },
              },
            )
          }
        />
      )}
    </>
  )
}

function Desk() {
  const { t } = useTranslation('opinions')
  const { filters, set, parameters } = useFilters()
  const { data, error, refetch } = useQuery(deskOpinionsQuery(parameters))
  const [asking, setAsking] = useState(false)
  const [done, setDone] = useState('')
  const isFiltered = parameters !== ''
  return (
    <div className={layout.desk}>
      <div className={layout.head}>
        <h1>{t('desk.title')}</h1>
        <Button look="primary" isDisabled={!data} onPress={() => setAsking(true)}>
          {t('desk.ask')}
        </Button>
      </div>
      <p role="status">{done}</p>
      <Filters filters={filters} counts={data?.counts} set={set} />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data?.total === 0 && (
        <EmptyState title={t(isFiltered ? 'desk.noneFiltered' : 'desk.none')}>
          {!isFiltered && <p>{t('desk.noneBody')}</p>}
        </EmptyState>
      )}
      {data && data.total > 0 && (
        <section>
          <h2 className="vh">{t('asked')}</h2>
          <AskedRows
            items={data.items}
            named
            empty={t('desk.none')}
            filePath={(requestId, fileId) => `/api/desk/opinions/${requestId}/files/${fileId}`}
            actions={(asked) => <Actions asked={asked} onDone={setDone} />}
          />
        </section>
      )}
      {asking && data && (
        <Dialog title={t('desk.ask')} open onClose={() => setAsking(false)}>
          <AskForm
            terms={data.terms}
            onDone={() => {
              setAsking(false)
              setDone(t('desk.done.asked'))
            }}
          />
        </Dialog>
      )}
    </div>
  )
}

/** What was asked of Municipi, for the offices that ask. */
export function DeskOpinionsPage() {
  const { t } = useTranslation('opinions')
  return (
    <PermittedOnly
      permission="askOpinions"
      title={t('desk.title')}
      notYours={t('desk.notYours')}
      notYoursBody={t('desk.notYoursBody')}
    >
      <Page title={t('desk.title')} wide>
        <Desk />
      </Page>
    </PermittedOnly>
  )
}

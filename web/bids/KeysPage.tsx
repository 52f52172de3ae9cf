import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passphraseFault } from '#rules/bids'
import type { CustodianKeys } from '#schema/bids'
import { OfficeOnly } from '../desk/OfficeOnly.tsx'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { Checkbox, TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './bids.module.css'
import { keepKey, keysQuery } from './bidsApi.ts'
import { publicKeyOf } from './custody.ts'

function useMakeKey({ newSalt: { salt } }: CustodianKeys, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (passphrase: string) =>
      keepKey({ publicKey: await publicKeyOf(passphrase, salt), salt }),
    onSuccess: (keys) => {
      queries.setQueryData(keysQuery.queryKey, keys)
      void queries.invalidateQueries({ queryKey: ['desk', 'bids'] })
      onDone()
    },
  })
}

interface Typed {
  passphrase: string
  again: string
  written: boolean
}
const nothing: Typed = { passphrase: '', again: '', written: false }

/** Making a key from a passphrase, typed twice; what is typed never leaves this computer. */
function NewKey({ keys, onDone }: { keys: CustodianKeys; onDone: () => void }) {
  const { t } = useTranslation('bids')
  const [typed, setTyped] = useState(nothing)
  const [tried, setTried] = useState(false)
  const make = useMakeKey(keys, () => {
    setTyped(nothing)
    setTried(false)
    onDone()
  })
  const fault = passphraseFault(typed.passphrase)
  const differs = typed.again !== typed.passphrase
  const submit = () => {
    setTried(true)
    if (!fault && !differs && typed.written) make.mutate(typed.passphrase)
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <TextField
        id="passphrase"
        type="password"
        autoComplete="new-password"
        label={t('keys.passphrase')}
        hint={t('keys.passphraseHint')}
        value={typed.passphrase}
        onChange={(passphrase) => setTyped({ ...typed, passphrase })}
        error={tried && fault ? t(`keys.fault.${fault}`) : undefined}
        maxLength={200}
      />
      <TextField
        id="passphrase-again"
        type="password"
        autoComplete="new-password"
        label={t('keys.again')}
        value={typed.again}
        onChange={(again) => setTyped({ ...typed, again })}
        error={tried && differs ? t('keys.differs') : undefined}
        maxLength={200}
      />
      <Checkbox
        id="passphrase-written"
        checked={typed.written}
        invalid={tried && !typed.written}
        onChange={(written) => setTyped({ ...typed, written })}
      >
        {t('keys.written')}
      </Checkbox>
      <Failure error={make.error} />
      <p>
        <Button type="submit" look="primary" isPending={make.isPending}>
          {t(make.isPending ? 'keys.making' : keys.mine ? 'keys.replace' : 'keys.make')}
        </Button>
      </p>
    </Form>
  )
}

function Keys({ keys }: { keys: CustodianKeys }) {
  const { t } = useTranslation('bids')
  const format = useFormats()
  const [isMade, setMade] = useState(false)
  return (
    <>
      <p role="status">{isMade && t('keys.made')}</p>
      {keys.mine ? (
        <section className={styles.section}>
          <h2>{t('keys.mine')}</h2>
          <p>{t('keys.mineSince', { date: format.dateTime(keys.mine.madeAt) })}</p>
          <p>
            {t('keys.publicKey')} <code className={styles.key}>{keys.mine.publicKey}</code>
          </p>
        </section>
      ) : (
        <Note tone="warn">{t('keys.none')}</Note>
      )}
      {keys.calls.length > 0 && (
        <section className={styles.section}>
          <h2>{t('keys.calls')}</h2>
          <p>{t('keys.callsNote')}</p>
          <ul>
            {keys.calls.map(({ code, title }) => (
              <li key={code}>
                <Link to={`/desk/calls/${code}/bids`}>{title}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.section}>
        <h2>{t(keys.mine ? 'keys.another' : 'keys.new')}</h2>
        {keys.mine && <p>{t('keys.anotherNote')}</p>}
        <NewKey keys={keys} onDone={() => setMade(true)} />
      </section>
    </>
  )
}

/** The key of an officer who keeps prices closed together with another. */
export function KeysPage() {
  const { t } = useTranslation('bids')
  const { data, error, refetch } = useQuery({ ...keysQuery, refetchOnWindowFocus: false })
  return (
    <OfficeOnly>
      <Page title={t('keys.title')} wide>
        <div className={styles.page}>
          <Crumbs trail={[{ to: '/desk', label: t('desk') }]} here={t('keys.title')} />
          <h1>{t('keys.title')}</h1>
          <p>{t('keys.intro')}</p>
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton lines={6} />}
          {data && <Keys keys={data} />}
        </div>
      </Page>
    </OfficeOnly>
  )
}

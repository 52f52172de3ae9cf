import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallBids } from '#schema/bids'
import { deskCallKey } from '../callDesk/draft.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { Checkbox, FieldFault } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './bids.module.css'
import { bidsQuery, makeCallKey } from './bidsApi.ts'

const most = 3

/** Choosing two or three officers who keep the prices of the call closed. */
function ChooseCustodians({ bids }: { bids: CallBids }) {
  const { t } = useTranslation('bids')
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<number[]>([])
  const [tried, setTried] = useState(false)
  const { code } = bids.call
  const make = useMutation({
    mutationFn: () => makeCallKey(code, chosen),
    onSuccess: (made) => {
      setChosen([])
      setTried(false)
      queries.setQueryData(bidsQuery(code, null).queryKey, made)
      void queries.invalidateQueries({ queryKey: deskCallKey(code) })
    },
  })
  const fits = chosen.length >= 2 && chosen.length <= most
  const submit = () => {
    setTried(true)
    if (fits) make.mutate()
  }
  if (bids.candidates.length < 2)
    return (
      <Note tone="warn">
        <p>{t('key.tooFew', { count: bids.candidates.length })}</p>
        <p>
          <Link to="/desk/keys">{t('keys.title')}</Link>
        </p>
      </Note>
    )
  return (
    <Form className={styles.form} onSubmit={submit}>
      <fieldset className={styles.choices}>
        <legend>{t('key.choose')}</legend>
        {tried && !fits && <FieldFault>{t('key.chooseFault')}</FieldFault>}
        {bids.candidates.map(({ keyId, name, isMe }) => (
          <Checkbox
            key={keyId}
            id={`custodian-${keyId}`}
            checked={chosen.includes(keyId)}
            onChange={(checked) =>
              setChosen(checked ? [...chosen, keyId] : chosen.filter((other) => other !== keyId))
            }
          >
            {isMe ? t('you', { name }) : name}
          </Checkbox>
        ))}
      </fieldset>
      <Failure error={make.error} />
      <p>
        <Button type="submit" look="primary" isPending={make.isPending}>
          {t(bids.key ? 'key.replace' : 'key.make')}
        </Button>
      </p>
    </Form>
  )
}

/** The key that prices of the call are sealed for, and who keeps it. */
export function CallKey({ bids }: { bids: CallBids }) {
  const { t } = useTranslation('bids')
  const format = useFormats()
  const { key } = bids
  return (
    <section className={styles.section}>
      <h2>{t('key.title')}</h2>
      <p>{t('key.intro')}</p>
      {key && (
        <div role="status">
          <p>{t('key.made', { date: format.dateTime(key.madeAt), name: key.madeBy })}</p>
          <p>{t('key.custodians')}</p>
          <ul>
            {key.custodians.map(({ keyId, name, isMe }) => (
              <li key={keyId}>{isMe ? t('you', { name }) : name}</li>
            ))}
          </ul>
          <p>
            {t('keys.publicKey')} <code className={styles.key}>{key.publicKey}</code>
          </p>
        </div>
      )}
      {!key && !bids.mayMakeKey && <Note tone="warn">{t('key.never')}</Note>}
      {bids.mayMakeKey && (
        <>
          {key && <p>{t('key.replaceNote')}</p>}
          <ChooseCustodians bids={bids} />
        </>
      )}
    </section>
  )
}

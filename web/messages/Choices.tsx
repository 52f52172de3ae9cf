import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LetterChoice } from '#schema/messages'
import { it } from '../i18n/resources.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './messages.module.css'
import { choicesQuery, useChoose } from './messagesApi.ts'

type Kind = keyof typeof it.messages.kinds

const isKnown = (name: string): name is Kind => name in it.messages.kinds

function useKindName() {
  const { t } = useTranslation('messages')
  return (kind: string): string => {
    const name = kind.replace('.', '_')
    return isKnown(name) ? t(`kinds.${name}`) : kind
  }
}

const weights = ['legal', 'receipt', 'answer', 'security'] as const

/** Letters that always come, by why they do. */
function Mandatory({ items }: { items: readonly LetterChoice[] }) {
  const { t } = useTranslation('messages')
  const kindName = useKindName()
  return weights.map((weight) => (
    <div key={weight}>
      <h3>{t(`weight.${weight}.title`)}</h3>
      <p>{t(`weight.${weight}.why`)}</p>
      <p className={styles.facts}>
        {items
          .filter((item) => item.weight === weight)
          .map(({ kind }) => kindName(kind))
          .join(' · ')}
      </p>
    </div>
  ))
}

/** Which letters I want; what is refused is still told in the application. */
export function Choices() {
  const { t } = useTranslation('messages')
  const kindName = useKindName()
  const { data, error, refetch } = useQuery(choicesQuery)
  const choose = useChoose()
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />
  }
  return (
    <div className={styles.choices}>
      <section>
        <h2>{t('choices.title')}</h2>
        <p>{t('choices.intro')}</p>
        <Failure error={choose.error} />
        {data.items
          .filter(({ weight }) => weight === 'courtesy')
          .map(({ kind, wanted }) => (
            <Checkbox
              key={kind}
              checked={choose.isPending && choose.variables.kind === kind ? choose.variables.wanted : wanted}
              onChange={(on) => choose.mutate({ kind, wanted: on })}
            >
              {kindName(kind)}
            </Checkbox>
          ))}
      </section>
      <section>
        <h2>{t('choices.always')}</h2>
        <Mandatory items={data.items} />
      </section>
    </div>
  )
}
